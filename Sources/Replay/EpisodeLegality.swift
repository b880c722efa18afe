/// What makes an action illegal, whatever the budget: the branch and its state.
public enum IllegalAction: Error, Hashable, Sendable, CustomStringConvertible {
  /// No branch of this number has been opened.
  case notOpened(Int, opened: Int)
  /// The branch's chain has ended.
  case finished(Int, depth: Int)
  /// The branch was pruned.
  case pruned(Int, depth: Int)
  /// The answer at the branch's depth is revealed already.
  case probed(Int, depth: Int)
  /// All branches are open. A controller is told so by nil; by hand it is refused.
  case noBranchLeft(opened: Int)
  /// The run has ended with an ANSWER.
  case ended

  /// One line with the branch (from 1) and its state.
  public var description: String {
    switch self {
    case .notOpened(let branch, let opened): "branch \(branch + 1) is not open: \(opened) are"
    case .finished(let branch, let depth): "branch \(branch + 1) has finished at depth \(depth)"
    case .pruned(let branch, let depth): "branch \(branch + 1) was pruned at depth \(depth)"
    case .probed(let branch, let depth): "branch \(branch + 1) was already probed at depth \(depth)"
    case .noBranchLeft(let opened): "no branch is left to open: all \(opened) are"
    case .ended: "the run has ended with an answer"
    }
  }
}

extension Episode {
  /// Why CONTINUE of this branch would be illegal; nil if it is legal.
  public func illegality(ofContinuing index: Int) -> IllegalAction? {
    if let illegal = illegality(ofTouching: index) { return illegal }
    return index < written && opened.isActive(index) ? nil : .finished(index, depth: depth(of: index))
  }

  /// Why PROBE of this branch would be illegal; nil if it is legal.
  public func illegality(ofProbing index: Int) -> IllegalAction? {
    if let illegal = illegality(ofTouching: index) { return illegal }
    return index < written && opened.notes[index].hidden == opened.positions[index]
      ? nil : .probed(index, depth: depth(of: index))
  }

  /// Why PRUNE of this branch would be illegal; nil if it is legal. A finished branch may be pruned out of a vote.
  public func illegality(ofPruning index: Int) -> IllegalAction? { illegality(ofTouching: index) }

  private func illegality(ofTouching index: Int) -> IllegalAction? {
    if hasEnded { return .ended }
    guard (0..<openings).contains(index) else { return .notOpened(index, opened: openings) }
    return index < written && opened.lasts[index] < 0 ? .pruned(index, depth: depth(of: index)) : nil
  }

  @usableFromInline @inline(never) mutating func refusePrune(_ index: Int) {
    if let illegal = illegality(ofPruning: index) { refuse(illegal) }
  }

  /// Ends the program: an illegal action is an error of the controller's code, never ignored.
  @usableFromInline @inline(never) func refuse(_ illegal: IllegalAction) -> Never {
    fatalError("illegal action of a controller: \(illegal)")
  }
}
