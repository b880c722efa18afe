/// What an action showed: the answer at the branch's new depth, and whether the branch has ended.
@frozen public struct Reading: Hashable, Sendable {
  /// The revealed answer.
  public let answer: Answer
  /// Whether it is the final one.
  public let isFinished: Bool

  @inlinable init(answer: Answer, isFinished: Bool) {
    self.answer = answer
    self.isFinished = isFinished
  }
}

/// One run on one question: the environment that a controller acts upon.
///
/// A controller sees the branches it opened, their depths, the answers it revealed and the costs; never the reference
/// answer, an unrevealed probe or the number of recorded branches. The five actions are ``branch(_:part:of:)``,
/// ``continueBranch(_:_:)``, ``probe(_:_:)``, ``prune(_:_:_:)`` and ``answer(_:_:_:)``; ``open(_:part:of:)``,
/// ``advance(_:_:part:of:)`` and ``read(_:part:of:)`` are their usual combinations. What is inadmissible (no branch
/// left, or the budget would be exceeded) returns nil. What is illegal (see ``IllegalAction``) is a programming error
/// of the controller and ends the program with the branch and its state.
///
/// An episode belongs to one question and is used for many runs, one after another: ``begin(at:)`` starts the next
/// and allocates nothing.
public struct Episode: ~Copyable {
  /// N.
  @usableFromInline let limit: Int
  /// Δ.
  @usableFromInline let interval: Int
  /// Final answers' classes are below it.
  @usableFromInline let finalClasses: Int
  let table: ReplayTable
  /// All answers' classes, branch by branch, if the table is compact; they belong to `table`.
  @usableFromInline let answers: UnsafePointer<UInt16>
  /// The branches in the store's order; they belong to `table`.
  @usableFromInline let records: BranchRecords
  @usableFromInline let opened: OpenedColumns
  let recorder: Recorder?
  private let orders: BranchOrders
  /// The orders of the branches; they belong to `orders`.
  let places: BranchOrders.Places

  /// The places of the branches in the order of this run; it belongs to `orders`.
  @usableFromInline var order: UnsafePointer<BranchPlace>
  @usableFromInline var openings = 0
  /// How many of the opened branches stand in `opened`; the rest are full reads, written only when asked for.
  @usableFromInline var written = 0
  /// How many of the first of those are inactive, in whole blocks of columns: for good, so that passes start behind them.
  @usableFromInline var settled = 0
  @usableFromInline var spent = 0
  /// What the full reads have cost.
  @usableFromInline var reads = ReadCosts()
  /// The most that this run may spend; `Int.max` without a budget.
  public let budget: Int
  /// Whether every action is looked at and charged as it happens: for a budget, a recording, abstentions, or a question
  /// beyond the usual (see ``ReplayTable/isCompact``). Otherwise the costs follow from the branches at the end, which
  /// spares each advance a wait for the sum of those before it.
  @usableFromInline let keepsLedger: Bool
  /// Whether actions may go the short way: no ledger is kept, and the run has not ended.
  @usableFromInline var isQuick = false
  /// Advances whose answer was not revealed.
  @usableFromInline var hiddenCount = 0
  @usableFromInline var hasEnded = false
  /// Whether this run is being recorded: what is made only to be told can be left out otherwise.
  public let isRecording: Bool
  /// Whether the beginnings of rounds matter: to a recording or to the digest of decisions.
  @usableFromInline let notesRounds: Bool
  /// The digest of the decisions so far, where it is kept.
  var decisions: UInt64 = 0

  /// The branches opened so far; they count from 0 in the order opened.
  @inlinable public var openedCount: Int { openings }
  /// Tokens spent so far.
  ///
  /// - Complexity: O(opened branches) in a run with neither budget nor recording.
  public var tokens: Int { mutating get { keepsLedger ? spent : costs(.parallel).tokens } }

  /// The answers that the run has gathered for good, in the order gathered; empty at the start of a run.
  public var pool: Vote
  /// A vote to be counted anew whenever it is needed; empty at the start of a run.
  public var ballot: Ballot
  /// The answer that is no vote, nil of none: the votes leave it out.
  public var abstention: Answer? { ballot.abstentionID < 0 ? nil : Answer(id: ballot.abstentionID) }
  /// A vote with weights, to be counted anew whenever it is needed; empty at the start of a run.
  public var weighted: WeightedVote
  /// A list of branches for the controller's own use; empty at the start of a run.
  public var list: BranchList
  /// A second list of the same kind.
  public var candidates: BranchList
  /// Branches of a round in which it matters which goes first: those that finish, or all that advance, in that order.
  @usableFromInline var turns: BranchList

  /// The environment of one question.
  ///
  /// - Parameters:
  ///   - question: The question to run on.
  ///   - budget: B, the tokens that a run may spend at most.
  ///   - orders: The orders of the runs, each of as many branches as the question has.
  ///   - recorder: Keeps the course of the run where it is asked for.
  ///   - digestsDecisions: Whether the state of the branches at the beginning of every round goes into a digest.
  init(
    question: Question, orders: BranchOrders, budget: Int? = nil, recorder: Recorder? = nil,
    digestsDecisions: Bool = false
  ) {
    precondition(orders.branchCount == question.branches.count, "orders of other branches than the question's")
    limit = question.branches.count
    self.orders = orders
    places = orders.places
    order = places[0]
    interval = question.interval
    finalClasses = question.finalAnswerCount
    table = question.table
    answers = table.answers
    records = table.records
    opened = OpenedColumns(capacity: limit)
    self.recorder = recorder
    isRecording = recorder != nil
    notesRounds = recorder != nil || digestsDecisions
    self.budget = budget ?? .max
    keepsLedger = recorder != nil || budget != nil || question.abstention != nil || !question.table.isCompact
    let (classes, abstention) = (question.answerTexts.count, question.abstention)
    pool = Vote(classes: classes, capacity: limit, abstention: abstention)
    ballot = Ballot(classes: classes, capacity: limit, abstention: abstention)
    weighted = WeightedVote(classes: classes, abstention: abstention)
    list = BranchList(capacity: limit)
    candidates = BranchList(capacity: limit)
    turns = BranchList(capacity: limit)
  }

  deinit { opened.deallocate() }
}
