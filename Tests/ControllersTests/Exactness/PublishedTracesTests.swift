import Controllers
import Foundation
import Replay
import ReplayStores
import Testing

/// The steps of chosen runs as the published trace files tell them: event by event, key by key, value by value.
@Suite(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))
struct PublishedTracesTests {
  static let families = ["ASC", "ESC", "ParallelProbe", "SDGV", "IBC", "SCR", "DGCC", "CMC"]

  @Test(arguments: families)
  func everyStepIsThePublishedOne(published: String) throws {
    let shared = try #require(TestFiles.shared)
    let folder = shared.appendingPathComponent("golden/traces")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.contains("__\(published)_") || $0.hasSuffix("__\(published).json") }.sorted()
    let hasBeta = Catalog.published.families.contains { $0.publishedName == published && $0.hasBeta }
    #expect(files.count == (hasBeta ? 18 : 6))
    var stores: [String: Store] = [:]
    for file in files {
      let data = try Data(contentsOf: folder.appendingPathComponent(file))
      let entry = try JSONDecoder().decode(TraceEntry.self, from: data)
      let setting = try JSONDecoder().decode(Golden.self, from: data).setting()
      let path = shared.appendingPathComponent("stores/\(entry.store).json").path
      let store = try stores[entry.store] ?? StoreReader.load(path: path)
      stores[entry.store] = store

      try entry.check(setting, store, "\(file)")
    }
  }
}

/// The same of a few runs on the bundled stores, so that traces are looked at where the published stores are not at hand.
///
/// The fixture was made by a plain Python program that shares no code with this package: the project's oracle, writing down
/// each step after the specification of traces; it gives every published CMC, ASC and ESC trace, too.
@Suite struct BundledTracesTests {
  @Test func everyStepIsTheOraclesOne() throws {
    let data = try Data(contentsOf: TestFiles.fixtures.appendingPathComponent("bundled-traces.json"))
    let entries = try JSONDecoder().decode([TraceEntry].self, from: data)
    let settings = try JSONDecoder().decode([Golden].self, from: data).map { try $0.setting() }
    #expect(entries.count == 10)
    for (entry, setting) in zip(entries, settings) {
      let path = TestFiles.bundledStores.appendingPathComponent("\(entry.store).json").path
      let store = try StoreReader.load(path: path)
      try entry.check(setting, store, "\(setting) on \(entry.store), question \(entry.question_index)")
    }
  }

  /// The comparison finds what differs.
  @Test func differencesAreFound() {
    let golden = JSONTree.object(["a": .number(1), "b": .array([.string("x"), .null])])
    #expect(golden.faults(of: ["a": 1, "b": ["x", nil]], "") == [])
    #expect(golden.faults(of: ["a": 1.0, "b": ["x", nil]], "") == [])
    let others: [TraceValue] = [
      ["a": 1.0000001, "b": ["x", nil]], ["a": 1, "b": ["x"]], ["a": 1, "b": ["X", nil]], ["b": ["x", nil]],
      ["a": 1, "b": ["x", nil], "c": nil], ["a": true, "b": ["x", nil]], ["a": "1", "b": ["x", nil]], nil,
    ]
    for other in others { #expect(golden.faults(of: other, "").count == 1) }
  }
}

/// A run as `golden/traces` holds it: free text and the question's text are left out.
struct TraceEntry: Decodable {
  struct Step: Decodable {
    let event: String
    let input: JSONTree
    let output: JSONTree
    let state: JSONTree
  }

  let store: String
  let question_index: Int
  let seed: UInt64
  let is_correct: Bool
  let cost: Int
  let trace: [Step]

  /// Runs the setting and compares everything.
  func check(_ setting: ControllerSetting, _ store: Store, _ what: String) throws {
    let controller = try Catalog.published.controller(setting)
    let recording = store.questions[question_index].record(controller, seed: seed)
    #expect(recording.costs.tokens == cost, "\(what)")
    #expect((recording.answer == recording.question.gold) == is_correct, "\(what)")
    let steps = controller.trace(of: recording, beta: setting.beta)
    #expect(steps.map(\.event) == trace.map(\.event), "\(what)")
    for (index, (step, golden)) in zip(steps, trace).enumerated() {
      let faults =
        golden.input.faults(of: step.input, "input", besides: ["question"])
        + golden.output.faults(of: step.output, "output") + golden.state.faults(of: step.state, "state")
      #expect(faults == [], "\(what), step \(index), \(step.event)")
      #expect(!step.goal.isEmpty && !step.decision.isEmpty)
    }
  }
}

/// Any JSON, to be held against the values of a trace.
enum JSONTree: Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONTree])
  case object([String: JSONTree])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONTree].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONTree].self))
    }
  }

  /// What a value of ours differs in: whole numbers equal floating-point ones, as in Python; a confidence that was not
  /// rounded is compared to 10⁻¹².
  func faults(of own: TraceValue, _ path: String, besides extra: Set<String> = []) -> [String] {
    switch (self, own) {
    case (.null, .null): return []
    case (.bool(let golden), .bool(let value)) where golden == value: return []
    case (.number(let golden), .integer(let value)) where golden == Double(value): return []
    case (.number(let golden), .number(let value))
    where golden == value || (path == "output.confidence" && abs(golden - value) <= 1e-12): return []
    case (.string(let golden), .string(let value)) where golden.utf8.elementsEqual(value.utf8): return []
    case (.array(let golden), .array(let values)) where golden.count == values.count:
      return zip(golden, values).enumerated().flatMap { $1.0.faults(of: $1.1, "\(path)[\($0)]") }
    case (.object(let golden), .object(let fields)):
      let fields = fields.filter { !extra.contains($0.key) }
      guard Set(fields.map(\.key)) == Set(golden.keys), fields.count == golden.count else {
        return ["\(path): keys \(fields.map(\.key)), published \(golden.keys.sorted())"]
      }
      return fields.flatMap { golden[$0.key]?.faults(of: $0.value, "\(path).\($0.key)") ?? [] }
    default: return ["\(path): \(own), published \(self)"]
    }
  }
}
