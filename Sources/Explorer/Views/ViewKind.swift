/// The views there are, in the order of their keys: the one list of them.
///
/// A view that is not listed is offered nowhere; of a new case the compiler asks what it draws (``Model/view()``), what its
/// keys do and what the mouse does in it (`ViewRouting.swift`).
public enum ViewKind: String, Hashable, Sendable, Codable, CaseIterable {
  case step, curves, diff, questions, knobs

  /// The number of its function key.
  public var number: Int {
    switch self {
    case .step: 1
    case .curves: 2
    case .diff: 3
    case .questions: 4
    case .knobs: 5
    }
  }

  /// Its title.
  public var title: String {
    switch self {
    case .step: "Step"
    case .curves: "Curves"
    case .diff: "Diff"
    case .questions: "Questions"
    case .knobs: "Knobs"
    }
  }

  /// What it shows, in one line.
  public var meaning: String {
    switch self {
    case .step: "every action of the run, with its reason"
    case .curves: "accuracy over tokens of every controller"
    case .diff: "this run beside another, aligned by their decisions"
    case .questions: "accuracy, tokens and answers of every question"
    case .knobs: "every parameter of the controller at this β"
    }
  }
}
