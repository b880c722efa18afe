import Controllers
import Explorer
import Replay
import ReplayStores

extension DiffSide {
  /// Whether a store is needed for it.
  var isController: Bool {
    if case .controller = self { true } else { false }
  }

  /// Whether it is a run by hand.
  var isByHand: Bool {
    if case .hand = self { true } else { false }
  }
}

/// A side of a diff with its run at hand.
struct LoadedSide: Sendable {
  /// Where the run comes from.
  enum Source: Sendable {
    /// Made now.
    case recorded(Recording, ChosenController)
    /// Read from a file.
    case traced(TraceRun)
  }

  /// The side with all that was left open filled in.
  let side: DiffSide
  /// What the runs are of: `MODEL/BENCHMARK`.
  let store: String
  /// The question, from 0.
  let question: Int
  /// The seed of the order of branches.
  let seed: UInt64
  /// The run.
  let source: Source

  /// The run as trace files tell it.
  var trace: [TraceStep] {
    switch source {
    case .recorded(let recording, let chosen): chosen.controller.trace(of: recording, beta: chosen.setting.beta)
    case .traced(let run): run.trace
    }
  }

  /// Whether it was read from a trace file.
  var isTraced: Bool {
    if case .traced = source { true } else { false }
  }

  /// The answer returned; nil for none.
  var answer: String? {
    switch source {
    case .recorded(let recording, _): return recording.answer.map(recording.question.text(of:))
    case .traced(let run):
      guard case .string(let text)? = run.trace.last?.output["answer"] else { return nil }
      return text
    }
  }

  /// Whether that is the reference answer.
  var isCorrect: Bool {
    switch source {
    case .recorded(let recording, _): recording.answer == recording.question.gold
    case .traced(let run): run.isCorrect
    }
  }

  /// What the run cost.
  var tokens: Int {
    switch source {
    case .recorded(let recording, _): recording.costs.tokens
    case .traced(let run): run.cost
    }
  }
}

extension Failure {
  /// Wrong usage of `diff`, with where its help is.
  static func diff(_ message: String) -> Failure { Failure(.usage, "\(message); see 'autotts diff --help'") }
}

/// Gets the runs of a diff's sides.
struct DiffSideLoader {
  /// The store of all sides that run now, as it was read.
  let original: Store?
  /// What answers count for.
  let rules: AnswerRules
  /// Their question, from 0, unless they have their own.
  let question: Int?
  /// Their seed, unless they have their own.
  let seed: UInt64?

  /// Loads both sides; files first, since they tell what else to run.
  func load(_ sides: [DiffSide]) throws -> [LoadedSide] {
    let kept = try sides.map { side -> LoadedSide? in
      switch side {
      case .trace(let file, let line): try traced(file, line: line)
      case .hand(let name): try byHand(name)
      case .controller: nil
      }
    }
    let told = kept.compactMap { $0 }.first
    if let told { try check(told) }
    if let told, told.isTraced, let original, told.store != original.name, !StoreFileName.isStoreFile(original.name) {
      let words = "\(told.side) is a run on \(told.store), the controller runs on \(original.name)"
      StandardError.write("autotts: warning: \(words)".madeSafe() + "\n")
    }
    if sides.contains(where: \.isByHand), kept.contains(where: { $0?.isTraced == true }) {
      throw Failure.diff(
        "trace files tell rounds, which a run by hand does not have; compare it with a controller's run")
    }
    return try zip(sides, kept).map { side, kept in
      if let kept { return kept }
      guard case .controller(let setting, let seed, let question) = side else {
        throw Failure(.usage, "'\(side)' cannot be run")
      }
      return try recorded(
        setting, seed: seed ?? self.seed ?? told?.seed ?? 0, question: question ?? self.question ?? told?.question)
    }
  }

  /// Refuses a question or a seed other than those that a file tells.
  private func check(_ told: LoadedSide) throws {
    if let question, question != told.question {
      throw Failure.diff(
        "\(told.side) is a run of question \(told.question + 1), not of \(question + 1); leave out --question")
    }
    if let seed, seed != told.seed {
      throw Failure.diff("\(told.side) is a run with seed \(told.seed), not \(seed); leave out --seed")
    }
  }

  private func byHand(_ name: String) throws -> LoadedSide {
    let saved = try HandRuns.load().run(named: name)
    guard let original, original.name == saved.base.store else {
      throw Failure.diff("run by hand '\(saved.handle)' is on \(saved.base.store); leave out --store, or name that one")
    }
    let made = try HandRuns.recording(of: saved, on: original, .published)
    return LoadedSide(
      side: .hand(name: saved.handle), store: original.name, question: saved.base.question, seed: saved.base.seed,
      source: .recorded(made.recording, try ChosenController(spec: saved.base.controller)))
  }

  private func traced(_ path: String, line: Int?) throws -> LoadedSide {
    let (run, line) = try TraceFile(path: path).run(line: line)
    return LoadedSide(
      side: .trace(file: path, line: line), store: "\(run.model)/\(run.dataset)", question: run.questionIndex,
      seed: run.shuffleSeed, source: .traced(run))
  }

  private func recorded(_ setting: ControllerSetting, seed: UInt64, question: Int?) throws -> LoadedSide {
    guard let store = original?.graded(rules) else { throw Failure.diff("Missing expected argument '--store <store>'") }
    guard let question else { throw Failure.diff("Missing expected argument '--question <question>'") }
    let chosen = try ChosenController(spec: setting.description)
    let recording = try store.question(number: question + 1).record(chosen.controller, seed: seed)
    return LoadedSide(
      side: .controller(setting, seed: seed, question: question), store: store.name, question: question, seed: seed,
      source: .recorded(recording, chosen))
  }
}
