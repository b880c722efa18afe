/// Builds a ``Question`` branch by branch, giving every distinct answer its class.
///
/// The caller checks its input first: an interval above 0, lengths from 0 up, at least one branch and at most
/// ``branchLimit``, and no more than ``tokenLimit`` tokens altogether are preconditions here.
public struct QuestionBuilder: ~Copyable {
  /// The largest number of tokens that the branches of a question may hold together (2⁴⁰), so that sums over any
  /// number of runs stay far from overflow.
  public static let tokenLimit = 1 << 40
  /// The largest number of branches of a question, hence of votes of a run (see ``AddedAnswers/limit``).
  public static let branchLimit = AddedAnswers.limit
  /// The largest number of answers (probes and final ones) of a question.
  public static let answerLimit = Int(Int32.max)

  private let text: String
  private let interval: Int
  private var branches: [Branch] = []
  private var answers: [Int32] = []
  private var classes = AnswerInterner()
  private var branchStart = 0
  private var tokens = 0

  /// A question without branches yet.
  public init(text: String, interval: Int) {
    precondition(interval > 0, "Δ is at least 1 token")
    self.text = text
    self.interval = interval
  }

  /// The number of branches so far.
  public var branchCount: Int { branches.count }

  /// Appends the next probe answer (UTF-8) of the branch that is being read.
  public mutating func addProbe(_ utf8: UnsafeRawBufferPointer) {
    precondition(answers.count < Self.answerLimit, "a question holds at most \(Self.answerLimit) answers")
    answers.append(classes.intern(utf8))
  }

  /// Ends the branch that is being read.
  ///
  /// - Parameters:
  ///   - tokens: T, the length of the chain.
  ///   - final: its final answer, UTF-8.
  public mutating func endBranch(tokens: Int, final: UnsafeRawBufferPointer) {
    precondition(tokens >= 0, "a branch has no negative length")
    precondition(branches.count < Self.branchLimit, "a question holds at most \(Self.branchLimit) branches")
    let probeCount = answers.count - branchStart
    addProbe(final)
    branches.append(Branch(start: Int32(branchStart), probeCount: Int32(probeCount), tokens: tokens))
    branchStart = answers.count
    self.tokens += max(tokens, probeCount * interval)
    precondition(self.tokens <= Self.tokenLimit, "a question holds at most \(Self.tokenLimit) tokens")
  }

  /// The question, its reference answer given as UTF-8.
  public consuming func finish(gold: UnsafeRawBufferPointer) -> Question {
    let goldClass = classes.intern(gold)
    return finish(goldClass: goldClass)
  }

  private consuming func finish(goldClass: Int32) -> Question {
    precondition(!branches.isEmpty, "a question has at least one branch")
    precondition(branchStart == answers.count, "the last branch was not ended")
    let count = classes.count

    // Final answers get the lowest ids, each group in order of first appearance.
    var isFinal = [Bool](repeating: false, count: count)
    for branch in branches { isFinal[Int(answers[Int(branch.start + branch.probeCount)])] = true }
    var newID = [Int32](repeating: 0, count: count)
    var texts: [String] = []
    texts.reserveCapacity(count)
    for wanted in [true, false] {
      for old in 0..<count where isFinal[old] == wanted {
        newID[old] = Int32(texts.count)
        texts.append(classes.text(of: old))
      }
    }
    for index in answers.indices { answers[index] = newID[Int(answers[index])] }
    return Question(
      text: text, interval: interval, branches: branches, answers: answers, answerTexts: texts,
      finalAnswerCount: isFinal.count { $0 }, gold: Answer(id: newID[Int(goldClass)]))
  }
}

extension QuestionBuilder {
  /// Appends a whole branch given as strings.
  public mutating func addBranch(probes: [String], tokens: Int, final: String) {
    for probe in probes { Self.withBytes(of: probe) { addProbe($0) } }
    Self.withBytes(of: final) { endBranch(tokens: tokens, final: $0) }
  }

  /// The question, its reference answer given as a string.
  public consuming func finish(gold: String) -> Question {
    let goldClass = Self.withBytes(of: gold) { classes.intern($0) }
    return finish(goldClass: goldClass)
  }

  private static func withBytes<Result>(
    of string: String, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    var string = string
    return string.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}

/// Gives equal byte strings equal small integers, in order of first appearance: open addressing over their bytes.
///
/// Keyed by bytes, because Swift's `String` equality is canonical equivalence, which the published figures are not.
/// The bytes of all classes lie in one array, and strings are made of them only at the end.
struct AnswerInterner: ~Copyable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  private var slots = [Int32](repeating: -1, count: 256)

  /// The number of classes.
  var count: Int { ends.count }

  /// The text of a class, a new string at each call.
  func text(of id: Int) -> String { String(decoding: bytes[range(of: id)], as: UTF8.self) }

  /// The class of these bytes.
  ///
  /// - Complexity: amortised O(length).
  mutating func intern(_ utf8: UnsafeRawBufferPointer) -> Int32 {
    let hash = Self.hash(utf8)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let id = slots[slot]
      if hashes[Int(id)] == hash, equal(Int(id), utf8) { return id }
      slot = (slot + 1) & mask
    }
    let id = Int32(ends.count)
    bytes.append(contentsOf: utf8)
    ends.append(bytes.count)
    hashes.append(hash)
    slots[slot] = id
    if ends.count * 2 > slots.count { grow() }
    return id
  }

  private func range(of id: Int) -> Range<Int> { (id == 0 ? 0 : ends[id - 1])..<ends[id] }

  /// FNV-1a over words of 8 bytes, the last one filled up with zeros, the length first.
  private static func hash(_ utf8: UnsafeRawBufferPointer) -> UInt64 {
    var hash = 0xcbf2_9ce4_8422_2325 ^ UInt64(utf8.count)
    var offset = 0
    while offset + 8 <= utf8.count {
      mix(utf8.loadUnaligned(fromByteOffset: offset, as: UInt64.self), into: &hash)
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < utf8.count {
      rest = rest << 8 | UInt64(utf8[offset])
      offset += 1
    }
    mix(rest, into: &hash)
    return hash
  }

  private static func mix(_ word: UInt64, into hash: inout UInt64) {
    hash = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
    hash ^= hash >> 32
  }

  private func equal(_ id: Int, _ utf8: UnsafeRawBufferPointer) -> Bool {
    let range = range(of: id)
    guard range.count == utf8.count else { return false }
    var index = range.lowerBound
    for byte in utf8 {
      if bytes[index] != byte { return false }
      index += 1
    }
    return true
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    slots = [Int32](repeating: -1, count: mask + 1)
    for (id, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(id)
    }
  }
}
