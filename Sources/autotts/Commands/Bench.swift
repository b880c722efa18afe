import ArgumentParser
import Controllers
import Evaluation
import Explorer
import Glibc
import Replay
import ReplayStores

/// `autotts bench`: how fast controllers run and stores load.
struct Bench: HeadlessCommand {
  /// How the figures are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how fast controllers run on a store, and how fast it loads.",
    discussion: """
      A lap is every question under the seeds 0 to 99, on one thread; a repetition is as many laps as take about 20 ms \
      of that thread's own processor clock, but at least one. The figures are medians over repetitions, after one that \
      is not counted. A step is an opening, an advance or a full read. Loading is finding the store, reading it, and \
      checking it against its directory's manifest.

      With --threads, a sweep such as eval makes, of the same controller many times over and about a tenth of a second \
      long, is also run on one thread and on so many by turns; the speedup is the median over turns of the one's elapsed \
      time over the other's.
      """)

  @Argument(help: StoreOptions.help, completion: .stores) var store: String
  @OptionGroup var controllers: ControllerOptions
  @Option(parsing: .unconditional, help: "Repetitions, of which the median is told.") var repetitions = 9
  @Option(parsing: .unconditional, help: "Also measure the speedup of so many threads, from 2, over one.") var threads:
    Int?
  @Option(help: "table or json.") var format = Format.table
  @OptionGroup var places: StoreOptions

  func validate() throws {
    try Bounds.check(repetitions, of: "--repetitions", in: 1...100_000)
    try Bounds.check(threads, of: "--threads", in: 2...1024)
  }

  func result() async throws -> CommandResult {
    let chosen = try controllers.settings()
    let library = try places.library()
    var reports = try measure(chosen, library)
    if let threads {
      let store = try library.load(store)
      for index in chosen.indices {
        reports[index].threads = threads
        reports[index].speedup = try await speedup(of: threads, chosen[index].setting, reports[index], store)
      }
    }
    switch format {
    case .table: return CommandResult(text: table(reports, .ofLocale))
    case .json: return CommandResult(text: try JSONText.line(reports))
    }
  }

  /// What a repetition takes, about: a lap of the shortest runs is over before the processor has come up to speed.
  private static let wantedNanoseconds = 20e6

  /// How many repetitions' laps a sweep has: a tenth of a second of one thread, about.
  private static let repetitionsASweep = 5

  /// All on the thread that calls it.
  private func measure(_ chosen: [ChosenController], _ library: StoreLibrary) throws -> [BenchReport] {
    let store = try library.load(store)
    let load = try median { try ThreadClock.nanoseconds(of: try library.load(self.store)).nanoseconds }
    let orders = BranchOrders.bySize(of: store.questions, seeds: Sweep.publishedSeeds)
    return try chosen.map { chosen in
      let controller = chosen.controller
      let runs = store.questions.count * Sweep.publishedSeeds.count
      // The first repetition, which is not counted, tells how many laps the others have.
      var (steps, laps, spent) = (0, 0, 0.0)
      repeat {
        let lap = ThreadClock.nanoseconds(of: Self.lap(of: controller, on: store, orders))
        steps = lap.value
        spent += lap.nanoseconds
        laps += 1
      } while spent < Self.wantedNanoseconds
      let time = try median {
        ThreadClock.nanoseconds(of: (0..<laps).forEach { _ in _ = Self.lap(of: controller, on: store, orders) })
          .nanoseconds
          / Double(laps)
      }
      return BenchReport(
        store: store.name, controller: chosen.family.name, spec: chosen.setting.description, params: chosen.parameters,
        microsecondsPerRun: time / 1e3 / Double(runs), nanosecondsPerStep: time / Double(max(1, steps)),
        loadMilliseconds: load / 1e6, repetitions: repetitions, laps: laps, runs: runs, steps: steps)
    }
  }

  /// Runs a controller on all questions over all orders; the steps of all runs.
  private static func lap(of controller: any Controller, on store: Store, _ orders: [Int: BranchOrders]) -> Int {
    var steps = 0
    for question in store.questions {
      guard let orders = orders[question.branches.count] else { continue }
      question.replay(controller, over: orders, in: orders.seeds.indices) { _, run in
        steps += run.costs.steps
        return true
      }
    }
    return steps
  }

  /// How many times as fast a sweep is on some threads as on one, both by turns, after a turn that is not counted.
  private func speedup(
    of threads: Int, _ setting: ControllerSetting, _ report: BenchReport, _ store: Store
  ) async throws -> Double {
    let settings = [ControllerSetting](repeating: setting, count: Self.repetitionsASweep * report.laps)
    let sweep = try Sweep(stores: [store], settings: settings, catalog: .published)
    let orders = BranchOrderCache()
    var ratios: [Double] = []
    for repetition in 0...repetitions {
      let one = try await elapsed { _ = try await sweep.run(threads: 1, orders: orders) }
      let all = try await elapsed { _ = try await sweep.run(threads: threads, orders: orders) }
      if repetition > 0 { ratios.append(one / all) }
    }
    return Self.median(ratios)
  }

  private func elapsed(_ work: () async throws -> Void) async throws -> Double {
    let start = ContinuousClock.now
    try await work()
    return (.now - start) / .seconds(1)
  }

  private func median(_ measure: () throws -> Double) throws -> Double {
    var times: [Double] = []
    for _ in 0..<repetitions {
      try Task.checkCancellation()
      times.append(try measure())
    }
    return Self.median(times)
  }

  private static func median(_ times: [Double]) -> Double {
    let times = times.sorted()
    return (times[times.count / 2] + times[(times.count - 1) / 2]) / 2
  }

  private func table(_ reports: [BenchReport], _ wording: Wording) -> String {
    var table = TextTable(
      [
        .text("controller"), .number(wording.unicode ? "µs/run" : "us/run"), .number("ns/step"), .number("load ms"),
        .number("steps/run"),
      ] + (threads.map { [.number("speedup of \($0)")] } ?? []))
    for report in reports {
      table.add(
        [
          report.spec, wording.fixed(report.microsecondsPerRun, places: 3),
          wording.fixed(report.nanosecondsPerStep, places: 2), wording.fixed(report.loadMilliseconds, places: 2),
          wording.fixed(Double(report.steps) / Double(report.runs), places: 1),
        ] + (report.speedup.map { [wording.fixed($0, places: 2)] } ?? []))
    }
    return table.text(wording)
  }
}

/// What `bench` tells of one controller.
struct BenchReport: Encodable {
  let store: String
  let controller: String
  let spec: String
  let params: [String: Double]
  let microsecondsPerRun: Double
  let nanosecondsPerStep: Double
  let loadMilliseconds: Double
  let repetitions: Int
  /// Laps a repetition.
  let laps: Int
  /// Runs and steps a lap.
  let runs: Int
  let steps: Int
  /// With how many threads the speedup over one was measured; nil where it was not.
  var threads: Int?
  var speedup: Double?

  private enum CodingKeys: String, CodingKey {
    case store, controller, spec, params, repetitions, laps, runs, steps, threads, speedup
    case microsecondsPerRun = "microseconds_per_run"
    case nanosecondsPerStep = "nanoseconds_per_step"
    case loadMilliseconds = "load_milliseconds"
  }
}

/// The processor time of the present thread.
private enum ThreadClock {
  /// What a piece of work returned and took.
  static func nanoseconds<Value>(of work: @autoclosure () throws -> Value) rethrows -> (
    value: Value, nanoseconds: Double
  ) {
    let start = now()
    let value = try work()
    return (value, now() - start)
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
