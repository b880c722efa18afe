import Replay

extension TraceRun {
  /// The line of a trace file that tells this run, without a line feed.
  public var line: [UInt8] {
    var json = JSONBytes()
    json.raw("{")
    json.field("model", .string(model), isFirst: true)
    json.field("dataset", .string(dataset))
    json.field("method", .string(method))
    json.field("description", .string(description))
    json.field("bootstrap_idx", .integer(bootstrapIndex))
    json.raw(", \"shuffle_seed\": ")
    json.append(shuffleSeed)
    json.field("question_index", .integer(questionIndex))
    json.field("is_correct", .bool(isCorrect))
    json.field("cost", .integer(cost))
    json.raw(", \"trace\": ")
    json.list(trace, between: "[", and: "]") { $0.append($1) }
    json.raw("}")
    return json.bytes
  }
}

extension JSONBytes {
  fileprivate mutating func append(_ step: TraceStep) {
    raw("{")
    field("event", .string(step.event), isFirst: true)
    field("input", step.input)
    field("output", step.output)
    field("state", step.state)
    field("goal", .string(step.goal))
    field("decision", .string(step.decision))
    raw("}")
  }
}

/// A store of which runs are told in the published form.
public struct TracedStore: Sendable {
  /// The store.
  public var store: Store
  /// The model as files name it.
  public var model: String
  /// The benchmark as files name it.
  public var benchmark: String

  /// A store with the names for files.
  public init(_ store: Store, model: String, benchmark: String) {
    self.store = store
    self.model = model
    self.benchmark = benchmark
  }

  /// Runs a setting once and tells it.
  ///
  /// - Parameters:
  ///   - setting: What to run.
  ///   - index: The question, from 0.
  ///   - seed: The seed of the order of branches.
  ///   - budget: B, the tokens that the run may spend at most; nil for no bound.
  public func run(_ setting: PublishedSetting, question index: Int, seed: UInt64, budget: Int? = nil) -> TraceRun {
    let question = store.questions[index]
    let controller = setting.make()
    let recording = question.record(controller, seed: seed, budget: budget)
    return TraceRun(
      model: model, dataset: benchmark, method: setting.method, description: setting.description, shuffleSeed: seed,
      questionIndex: index, isCorrect: recording.answer == question.gold, cost: recording.costs.tokens,
      trace: controller.trace(of: recording, beta: setting.beta))
  }
}

/// What a trace file is to hold: every question of a store under every seed, for several settings.
///
/// Runs are worked out on several threads and come in the published order: setting by setting, within a setting seed by
/// seed, within a seed question by question. Only a few of them are held at a time.
public struct TraceFilePlan: Sendable {
  /// How many runs a thread may be ahead of the one that is to be written next.
  static let runsAheadPerThread = 16

  /// The store.
  public var store: TracedStore
  /// The settings in order.
  public var settings: [PublishedSetting]
  /// The seeds in order.
  public var seeds: [UInt64]
  /// How many threads at most.
  public var threads: Int
  /// B, the tokens that a run may spend at most; nil for no bound.
  public var budget: Int?

  /// A plan.
  public init(store: TracedStore, settings: [PublishedSetting], seeds: [UInt64], threads: Int, budget: Int? = nil) {
    self.store = store
    self.settings = settings
    self.seeds = seeds
    self.threads = threads
    self.budget = budget
  }

  /// How many lines it has.
  public var runCount: Int { settings.count * seeds.count * store.store.questions.count }

  /// Works out all lines, the same for any number of threads, and hands them on one by one with their line feeds.
  ///
  /// - Parameters:
  ///   - progress: called with the number of runs done.
  ///   - write: takes the next line; what it throws ends the work.
  /// - Throws: `CancellationError` within a few runs of the task's cancellation, or what `write` throws.
  public func run(progress: (Int) -> Void, write: ([UInt8]) throws -> Void) async throws {
    let (count, threads) = (runCount, max(1, threads))
    try await withThrowingTaskGroup(of: (run: Int, line: [UInt8]).self) { group in
      var (begun, running, written) = (0, 0, 0)
      var waiting: [Int: [UInt8]] = [:]
      while written < count {
        while running < threads, begun < min(count, written + threads * Self.runsAheadPerThread) {
          let run = begun
          group.addTask {
            try Task.checkCancellation()
            return (run, line(run))
          }
          begun += 1
          running += 1
        }
        guard let done = try await group.next() else { return }
        running -= 1
        waiting[done.run] = done.line
        while let line = waiting.removeValue(forKey: written) {
          try write(line)
          written += 1
          progress(written)
        }
      }
    }
  }

  private func line(_ run: Int) -> [UInt8] {
    let (rest, question) = run.quotientAndRemainder(dividingBy: store.store.questions.count)
    let (setting, seed) = rest.quotientAndRemainder(dividingBy: seeds.count)
    return store.run(settings[setting], question: question, seed: seeds[seed], budget: budget).line + [0x0a]
  }
}
