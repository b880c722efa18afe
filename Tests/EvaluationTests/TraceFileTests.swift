import Controllers
import Evaluation
import Replay
import Testing

@Suite struct TraceFileTests {
  /// As Python's `json.dumps(line, ensure_ascii=False)` prints the same values.
  @Test func aLineIsWhatPythonWrites() {
    let run = TraceRun(
      model: "Qwen3-8B", dataset: "aime24", method: "ASCMethod",
      description: "asc | config={'max_samples': 64, 'threshold': 0.95}", shuffleSeed: .max, questionIndex: 2,
      isCorrect: false, cost: 12,
      trace: [
        TraceStep(
          "read", input: ["n": 1, "x": 0.5, "whole": 3.0, "small": 0.00001, "none": nil, "list": [], "object": [:]],
          output: "a\"\\/\u{8}\u{9}\u{a}\u{c}\u{d}\u{1}\u{1f}\u{7f}π\u{1F600}", state: [true, false, -1.25],
          goal: "g", decision: "d")
      ])
    #expect(
      String(decoding: run.line, as: UTF8.self) == #"""
        {"model": "Qwen3-8B", "dataset": "aime24", "method": "ASCMethod", "description": "asc | config={'max_samples': \#
        64, 'threshold': 0.95}", "bootstrap_idx": 0, "shuffle_seed": 18446744073709551615, "question_index": 2, \#
        "is_correct": false, "cost": 12, "trace": [{"event": "read", "input": {"n": 1, "x": 0.5, "whole": 3.0, \#
        "small": 1e-05, "none": null, "list": [], "object": {}}, "output": "a\"\\/\b\t\n\f\r\u0001\u001f\#u{7f}π😀", \#
        "state": [true, false, -1.25], "goal": "g", "decision": "d"}]}
        """#)
  }

  @Test(arguments: [
    ("asc", "ASCMethod", "asc | config={'max_samples': 64, 'threshold': 0.95}"),
    ("esc:window_size=4", "ESCMethod", "esc | config={'max_samples': 64, 'window_size': 4}"),
    ("sc", "SCMethod", "sc | config={'max_samples': 64}"),
    ("sac", "SACMethod", "sac | config={'max_samples': 64, 'streak': 14}"),
    (
      "parallel-probe", "Parallel_Probe",
      "parallel-probe | config={'num_chains': 64, 'T': 40, 'prune_patience': 7, 'warm_up': 15, 'burst': 1, 'max_steps': 100}"
    ),
    ("cmc:beta=1", "OptimalController", "cmc | config={'beta': 1.0}"),
    (
      "ibc:conf_thresh=0.9,warm_up=3", "OptimalController",
      "ibc | config={'beta': 0.5, 'warm_up': 3, 'conf_thresh': 0.9}"
    ),
  ])
  func settingsAreNamedAsPublished(spec: String, method: String, description: String) throws {
    let setting = try Self.setting(spec)
    #expect(setting.method == method)
    #expect(setting.description == description)
  }

  @Test func linesComeInThePublishedOrderWhateverTheThreads() async throws {
    let settings = try ["cmc", "asc:max_samples=5"].map(Self.setting)
    var files: [[UInt8]] = []
    for threads in [1, 2, 9] {
      let plan = TraceFilePlan(
        store: TracedStore(Self.store, model: "m", benchmark: "b"), settings: settings, seeds: [4, 1, 7],
        threads: threads)
      #expect(plan.runCount == 12)
      var lines: [[UInt8]] = []
      var counts: [Int] = []
      try await plan.run(progress: { counts.append($0) }, write: { lines.append($0) })
      #expect(counts == Array(1...12))
      var expected: [[UInt8]] = []
      for setting in settings {
        for seed in plan.seeds {
          for question in 0..<2 {
            expected.append(plan.store.run(setting, question: question, seed: seed).line + [0x0a])
          }
        }
      }
      #expect(lines == expected)
      files.append(Array(lines.joined()))
    }
    #expect(Set(files).count == 1)
  }

  @Test func whatWritingThrowsEndsTheWork() async throws {
    struct Full: Error {}
    let plan = TraceFilePlan(
      store: TracedStore(Self.store, model: "m", benchmark: "b"), settings: [try Self.setting("cmc")],
      seeds: Array(0..<100), threads: 2)
    var count = 0
    await #expect(throws: Full.self) {
      try await plan.run(progress: { _ in }) { _ in
        count += 1
        if count == 3 { throw Full() }
      }
    }
    #expect(count == 3)
  }

  private static func setting(_ spec: String) throws -> PublishedSetting {
    let setting = try Catalog.published.setting(spec)
    return PublishedSetting(try Catalog.published.family(setting.family), setting)
  }

  private static let store: Store = {
    let questions = (0..<2).map { number in
      var builder = QuestionBuilder(text: "question \(number)", interval: 500)
      for branch in 0..<12 {
        let probes = (0..<branch % 5).map { "\(($0 + branch) % 3)" }
        builder.addBranch(probes: probes, tokens: 500 * probes.count + branch, final: "\(branch % 3 + number)")
      }
      return builder.finish(gold: "1")
    }
    return Store(name: "m/b", questions: questions)
  }()
}
