import Replay

/// The raw form: `probe_matrix_mxn` holds one row of probe answers a branch, padded at its tail with nulls,
/// `branch_tokens` the lengths and `final_answers_trace` the final answers.
enum RawStoreReader {
  static func question(_ fields: JSONFields) throws(JSONMismatch) -> Question {
    var common = try QuestionFields(fields)
    let rows = try fields.required(StoreKey.probeMatrix).array("an array of rows of probe answers")
    let lengths = try fields.required(StoreKey.lengths).array("an array of lengths in tokens")
    let count = rows.count
    if count == 0 { throw JSONMismatch(at: rows.array, expected: "at least one branch") }
    try QuestionFields.require(lengths, branches: count, what: "lengths")
    try QuestionFields.require(common.trace, branches: count, what: "final answers")

    var builder = common.builder()
    var length = lengths.makeIterator()
    var final = common.trace.makeIterator()
    for row in rows {
      let probes = try addProbes(row, to: &builder, &common)
      guard let length = length.next(), let final = final.next() else { break }
      let tokens = try common.length(length, probes: probes)
      builder.endBranch(tokens: tokens, final: try final.string("a final answer (a string)"))
    }
    return builder.finish(gold: common.gold)
  }

  /// Adds a row's probes without the nulls at its tail; their number.
  private static func addProbes(
    _ row: JSONValue, to builder: inout QuestionBuilder, _ common: inout QuestionFields
  ) throws(JSONMismatch) -> Int {
    let probes = try row.array("a row of probe answers (an array)")
    try common.reserveBranch(probes)
    var count = 0
    var padding: JSONValue?
    for probe in probes {
      if probe.kind == .null {
        padding = padding ?? probe
        continue
      }
      let answer = try probe.string("a probe answer (a string), or nulls to the row's end")
      if let padding {
        throw JSONMismatch(at: padding, expected: "a probe answer (a string), since more follow in the row")
      }
      builder.addProbe(answer)
      count += 1
    }
    return count
  }
}
