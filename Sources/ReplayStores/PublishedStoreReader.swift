import Replay

/// The published form: `each_branch` holds triples of probe answers, length and final answer.
enum PublishedStoreReader {
  static func question(_ fields: JSONFields) throws(JSONMismatch) -> Question {
    var common = try QuestionFields(fields)
    let branches = try fields.required(StoreKey.branches).array("an array of branches")
    let count = branches.count
    if count == 0 { throw JSONMismatch(at: branches.array, expected: "at least one branch") }
    try QuestionFields.require(common.trace, branches: count, what: "final answers")

    var builder = common.builder()
    var trace = common.trace.makeIterator()
    for branch in branches {
      let final = try read(branch, into: &builder, &common)
      guard let traced = trace.next() else { break }
      try require(traced, equals: final)
    }
    return builder.finish(gold: common.gold)
  }

  /// Adds a branch to the builder; its final answer.
  private static func read(
    _ branch: JSONValue, into builder: inout QuestionBuilder, _ common: inout QuestionFields
  ) throws(JSONMismatch) -> UnsafeRawBufferPointer {
    let shape = "a branch: [probe answers, tokens, final answer]"
    let parts = try branch.array(shape)
    var iterator = parts.makeIterator()
    guard parts.count == 3, let first = iterator.next(), let length = iterator.next(), let last = iterator.next()
    else { throw JSONMismatch(at: branch, expected: shape) }

    let probes = try first.array("an array of probe answers")
    try common.reserveBranch(probes)
    var count = 0
    for probe in probes {
      builder.addProbe(try probe.string("a probe answer (a string)"))
      count += 1
    }
    let tokens = try common.length(length, probes: count)
    let final = try last.string("a final answer (a string)")
    builder.endBranch(tokens: tokens, final: final)
    return final
  }

  private static func require(
    _ traced: JSONValue, equals final: UnsafeRawBufferPointer
  ) throws(JSONMismatch) {
    let bytes = try traced.string("a final answer (a string)")
    guard !bytes.elementsEqual(final) else { return }
    throw JSONMismatch(at: traced, expected: "\(VisibleText.quoted(final)), the branch's final answer")
  }
}
