import Controllers
import Explorer
import Foundation
import Replay
import ReplayStores

/// Traced runs to look at: small ones written by hand, in the style of the published files.
enum Traces {
  /// A run of four rounds that opens, prunes, checks and stops.
  static let momentum = TraceRun(
    model: "Tiny-1B", dataset: "aime99", method: "OptimalController", description: "cmc | config={'beta': 0.5}",
    shuffleSeed: 7, questionIndex: 13, isCorrect: true, cost: 12_345, trace: steps)

  private static var steps: [TraceStep] {
    let confidence = [0.0, 0.5, 0.6875, 0.9375]
    let start: [TraceStep] = [
      TraceStep(
        "start", input: ["beta": 0.5], output: "initialized", state: ["n_init": 3, "warm_up": 2, "conf_thresh": 0.91]),
      TraceStep(
        "init_branches", input: ["n_init": 3], output: ["n_spawned": 3, "n_completed": 0], state: ["total_spawned": 3]),
    ]
    let rounds = (0..<4).flatMap { round($0, confidence: confidence[$0]) }
    return start + rounds + [
      TraceStep(
        "finish", input: ["outer_step": 3],
        output: ["answer": "42", "stop_reason": "ema_momentum_gate", "n_complete": 4], state: ["total_spawned": 6],
        goal: "return the winner", decision: "the gate is open")
    ]
  }

  private static func round(_ round: Int, confidence: Double) -> [TraceStep] {
    let opened = 3 + min(round, 3)
    let winner: TraceValue = round == 0 ? .null : "42"
    let widening = TraceStep(
      "update_states", input: ["outer_step": .integer(round), "want_widen": .bool(round < 3)],
      output: ["spawned_now": 1, "total_spawned": .integer(opened + 1), "all_resolved": false],
      state: ["n_active": .integer(5 - round)])
    return [
      TraceStep(
        "forward",
        input: ["outer_step": .integer(round), "pool_winner": winner, "pool_conf": .number(confidence)],
        output: [
          "n_complete": .integer(round), "n_active": .integer(5 - round), "ema_conf": .number(confidence / 2),
          "ema_delta": -0.0125, "abandoned_now": round == 2 ? [1, 3] : [],
        ], state: ["total_spawned": .integer(opened)], decision: "advance every branch"),
      TraceStep(
        "terminate_check",
        input: ["outer_step": .integer(round), "conf_thresh": 0.91, "min_complete": 2, "warm_up": 2],
        output: [
          "pool_conf": .number(confidence), "n_complete": .integer(round), "gate_eligible": .bool(round >= 2),
          "gate_fires": .bool(round == 3),
        ], state: ["total_spawned": .integer(opened)]),
    ] + (round < 3 ? [widening] : [])
  }

  /// Samples read in full until the confidence suffices; one answer would act on a terminal.
  static let samples: TraceRun = {
    let answers = ["7", "\u{1b}[2J\u{202e}8", "7", "7"]
    var trace = [TraceStep("start", output: "initialized", state: ["max_samples": 8, "threshold": 0.95])]
    for (index, answer) in answers.enumerated() {
      let told = Array(answers.prefix(index + 1))
      trace.append(
        TraceStep("read", input: ["sample_idx": .integer(index)], output: ["answer": .string(answer)]))
      trace.append(
        TraceStep(
          "confidence_check", input: ["all_candidates": .array(told.map { .string($0) })],
          output: [
            "winner": "7", "confidence": .number(0.5 + Double(index) / 8), "threshold": 0.95,
            "counts": .object(
              [TraceField("7", .integer(told.count { $0 == "7" }))]
                + (index > 0 ? [TraceField(answers[1], 1)] : [])),
          ]))
    }
    trace.append(
      TraceStep(
        "finish", input: ["all_candidates_n": 4], output: ["answer": "7", "stop_reason": "confidence_threshold"]))
    return TraceRun(
      model: "Tiny\u{1b}]0;x\u{7}", dataset: "aime99", method: "ASCMethod", description: "asc | 全角\u{200b}",
      shuffleSeed: 0, questionIndex: 0, isCorrect: false, cost: 999, trace: trace)
  }()

  /// Chains probed together, whose answers such a file tells.
  static let chains: TraceRun = {
    var trace = [
      TraceStep("start", output: "initialized", state: ["num_chains": 3, "T": 2]),
      TraceStep("init_branches", input: ["num_chains_requested": 3], output: ["n_branches": 3]),
    ]
    let answers = [["1", "2", "ERR"], ["1", "2", "1"], ["1", "1"]]
    for (step, told) in answers.enumerated() {
      let indices = step == 2 ? [0, 2] : [0, 1, 2]
      trace += [
        TraceStep(
          "forward", input: ["step": .integer(step)],
          output: [
            "active_indices": .array(indices.map { .integer($0) }), "active_answers": .array(told.map { .string($0) }),
            "branch_snapshot": .array(
              (0..<3).map { ["i": .integer($0), "finished": .bool(step == 2 && $0 == 0), "pruned": false] }),
          ]),
        TraceStep(
          "prune", input: ["step": .integer(step), "prune_patience": 2],
          output: ["winner_ans": "1", "newly_pruned_indices": step == 1 ? [1] : []],
          state: ["n_active_after": .integer(step == 0 ? 3 : 2)]),
        TraceStep(
          "terminate_check", input: ["T": 2], output: ["stable_cnt": .integer(step)], state: ["step": .integer(step)]),
      ]
    }
    trace.append(TraceStep("finish", input: ["step": 2], output: ["answer": "1", "stop_reason": "stable_majority_T"]))
    return TraceRun(
      model: "Tiny-1B", dataset: "aime99", method: "Parallel_Probe", description: "pp", shuffleSeed: 1,
      questionIndex: 0, isCorrect: true, cost: 4000, trace: trace)
  }()

  static let all = [momentum, samples, chains]

  /// The step lists kept beside the project, as runs; empty without `AUTOTTS_SHARED`.
  static func goldens() throws -> [TraceRun] {
    guard let shared = ProcessInfo.processInfo.environment["AUTOTTS_SHARED"] else { return [] }
    let directory = URL(fileURLWithPath: shared + "/golden/traces")
    return try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }.compactMap { file in
        // A golden is a line but for some names: those stand after it, and unknown keys are ignored.
        var text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        guard let end = text.lastIndex(of: "}") else { return nil }
        text.removeSubrange(end...)
        text += #", "model": "m", "dataset": "d", "method": "m", "description": "", "shuffle_seed": 0}"#
        return try Array(text.utf8).withUnsafeBytes { try TraceReader.run(bytes: $0, line: 1, file: file.path) }
      }
  }
}

/// An explorer on a traced run, the third line of a file.
func traceExplorer(
  _ run: TraceRun = Traces.momentum, cursor: Int = 0, outline: TraceOutline? = nil, width: Int = 120, height: Int = 40,
  unicode: Bool = true
) throws -> Hands {
  let traced = TracedRun(run, at: TracePlace(file: "/data/aime99_trace_new_api.jsonl", line: 3))
  return Hands(
    try Model(
      trace: traced, outline: outline, storeNames: Bundled.storeNames, catalog: Catalog.published,
      size: Size(width: width, height: height), unicode: unicode
    ) { $0.cursor = cursor })
}
