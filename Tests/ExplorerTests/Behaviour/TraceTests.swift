import Explorer
import Foundation
import Replay
import Testing

/// A run of a trace file under the same keys: what it tells is shown, what it does not tell is said.
@Suite struct TraceTests {
  // MARK: Walking

  @Test func stepsRoundsAndEnds() throws {
    var hands = try traceExplorer()
    hands.type("l")
    #expect(hands.cursor == 1)
    hands.type("))")
    #expect(hands.text.contains("round 1/3"))
    let second = hands.cursor
    hands.type("l(")
    #expect(hands.cursor == second)
    hands.type("(")
    #expect(hands.text.contains("round 0/3"))
    hands.type("G")
    #expect(hands.cursor == Traces.momentum.trace.count)
    #expect(hands.text.contains("answer A 42 ✓"))
    hands.type("g5")
    #expect(hands.cursor == Traces.momentum.trace.count / 2)
  }

  @Test func events() throws {
    var hands = try traceExplorer()
    var seen: [String] = []
    for _ in 0..<20 {
      let before = hands.cursor
      hands.type("]")
      if hands.cursor == before { break }
      seen.append(Traces.momentum.trace[hands.cursor - 1].event)
    }
    #expect(
      seen == [
        "terminate_check", "update_states", "terminate_check", "update_states", "forward", "terminate_check",
        "update_states", "terminate_check", "finish",
      ])
    // The kinds can be switched: prunes alone.
    hands.type("ge j \u{1b}")
    hands.type("g]")
    #expect(hands.cursor > 0)
  }

  @Test func playSearchMarksAndMouse() throws {
    var hands = try traceExplorer()
    hands.type(" ")
    hands.tick(5)
    #expect(hands.cursor == 5)
    hands.type(" /gate_fires true\n")
    #expect(Traces.momentum.trace[hands.cursor - 1].output["gate_fires"] == true)
    hands.type("magg'a")
    #expect(Traces.momentum.trace[hands.cursor - 1].output["gate_fires"] == true)
    hands.mouse(.press, 40, 37)
    #expect((1..<Traces.momentum.trace.count).contains(hands.cursor))
    hands.type(":step 4\n")
    #expect(hands.cursor == 4)
    hands.type(":step 999\n")
    #expect(hands.text.contains("step goes from 0 to 14"))
  }

  // MARK: Panes

  @Test func whatIsToldAndWhatIsNot() throws {
    let hands = try traceExplorer(cursor: 10)
    #expect(hands.text.contains("line 3"))
    #expect(hands.text.contains("Q14  seed 7  OptimalController  Tiny-1B/aime99  cmc | config={'beta': 0.5}"))
    #expect(hands.text.contains("12.3k tokens in all"))
    #expect(hands.text.contains("2 ▾ first batch, pruned in round 2"))
    #expect(hands.text.contains("4 ▾ opened in round 0, pruned in round 2"))
    #expect(hands.text.contains("This file does not tell the probe answers of each branch."))
    #expect(hands.text.contains("autotts --store Tiny-1B/aime99 --question 14 --seed 7"))
    #expect(hands.text.contains("this file tells the winner, not the votes"))
    #expect(hands.text.contains("ema_conf 0.34375"))
    #expect(hands.text.contains("terminate_check  conf_thresh 0.91, min_complete 2, warm_up 2"))
  }

  @Test func votesOfReads() throws {
    let hands = try traceExplorer(Traces.samples, cursor: 7)
    #expect(hands.text.contains("A 7"))
    #expect(hands.text.contains("read in full") == false)
    #expect(hands.text.contains("This file tells final answers, not the probes and tokens"))
    #expect(hands.text.contains("confidence 0.75"))
    var end = hands
    end.type("G")
    #expect(end.text.contains("answer A 7 ✗"))
  }

  @Test func answersOfChains() throws {
    let hands = try traceExplorer(Traces.chains, cursor: 9)
    let rows = hands.text.split(separator: "\n")
    #expect(rows.contains { $0.contains("1 ✓ AAA") })
    #expect(rows.contains { $0.contains("2 ▾ BB ") })
    #expect(rows.contains { $0.contains("3 ● ·AA") })
    #expect(hands.text.contains("active 2"))
  }

  @Test(arguments: [
    ("=", "there is no β to change"), ("c", "it keeps its controller"), ("v", "not the reference answer"),
    ("i", "does not tell the question's text"), (":beta 0.5\n", "there is no β"),
    (":controller sc\n", "its controller"),
    ("}", "still being read"), ("s", "still being read"),
  ]) func keysWithoutSense(_ keys: String, _ line: String) throws {
    var hands = try traceExplorer(cursor: 3)
    hands.type(keys)
    #expect(hands.text.contains(line))
    #expect(hands.cursor == 3)
    #expect(hands.effects.isEmpty)
  }

  // MARK: Other runs of the file

  private func outline() -> TraceOutline {
    var outline = TraceOutline()
    func add(_ question: Int, _ seed: UInt64) {
      var run = Traces.momentum
      (run.questionIndex, run.shuffleSeed) = (question, seed)
      outline.add(run)
    }
    add(13, 3)
    outline.addMalformed("line 2: expected a run, found \u{1b}[31m")
    add(13, 7)
    add(20, 7)
    add(13, 8)
    return outline
  }

  /// What the program does about a wanted line.
  private func load(_ hands: inout Hands, _ outline: TraceOutline) throws {
    guard case .loadTrace(let state)? = hands.effects.first else { return }
    let place = try #require(state.trace)
    let entry = try #require(outline.entry(line: place.line))
    var run = Traces.momentum
    (run.questionIndex, run.shuffleSeed) = (entry.question, entry.seed)
    hands.send(.traceLoaded(TracedRun(run, at: place), state))
  }

  @Test func neighborsAndUndo() throws {
    let outline = outline()
    var hands = try traceExplorer(cursor: 6)
    hands.send(.traceIndexed(outline))
    #expect(hands.text.contains("1 malformed line skipped: line 2: expected a run, found ␛[31m"))
    #expect(hands.text.contains("line 3/5"))
    hands.type("s")
    try load(&hands, outline)
    #expect(hands.text.contains("line 5/5  Q14  seed 8"))
    #expect(hands.text.contains("1 malformed skipped"))
    #expect(hands.cursor == 6)
    hands.type("s")
    #expect(hands.text.contains("this is the last seed that the file has"))
    hands.type("u")
    try load(&hands, outline)
    #expect(hands.state.trace?.line == 3)
    hands.type("}")
    try load(&hands, outline)
    #expect(hands.text.contains("line 4/5  Q21  seed 7"))
    #expect(hands.cursor == 0)
    hands.type(":line 1\n")
    try load(&hands, outline)
    #expect(hands.text.contains("line 1/5  Q14  seed 3"))
    hands.type(":line 2\n")
    #expect(hands.text.contains("no run of this setting at line 2") || hands.text.contains("has no run"))
    hands.type(":question 21\n")
    try load(&hands, outline)
    #expect(hands.state.trace?.line == 4)
  }

  @Test func aStoreOpensAndUndoComesBack() throws {
    var hands = try traceExplorer(cursor: 6)
    hands.type(":store Synth-M/search\n")
    hands.load(try Bundled.store())
    #expect(hands.model.trace == nil)
    #expect(hands.text.contains("Synth-M/search"))
    #expect(hands.state.setting.description == "cmc:beta=0.5")
    hands.type("=u")
    guard case .loadTrace(let state)? = hands.effects.first else {
      // The first undo takes back β, the second the store.
      hands.type("u")
      guard case .loadTrace(let state)? = hands.effects.first else { throw Missing() }
      #expect(state.trace?.line == 3)
      return
    }
    #expect(state.trace?.line == 3)
  }

  private struct Missing: Error {}

  @Test func failureKeepsTheRun() throws {
    var hands = try traceExplorer(outline: outline())
    hands.type("s")
    hands.send(.failed("x.jsonl: expected \u{1b}"))
    #expect(hands.text.contains("x.jsonl: expected ␛"))
    #expect(hands.state.trace?.line == 3)
  }

  @Test func viewStateTellsTheTrace() throws {
    let state = try traceExplorer(cursor: 4).state
    let copy = try JSONDecoder().decode(ViewState.self, from: JSONEncoder().encode(state))
    #expect(copy == state)
    #expect(copy.trace == TracePlace(file: "/data/aime99_trace_new_api.jsonl", line: 3))
  }

  // MARK: Robustness

  @Test func framesAreSound() throws {
    for run in Traces.all {
      for (width, height) in [(0, 0), (39, 11), (40, 12), (60, 20), (80, 24), (120, 40), (60, 100), (200, 60)] {
        for unicode in [true, false] {
          var hands = try traceExplorer(run, outline: outline(), width: width, height: height, unicode: unicode)
          for key in ["", "l", "3", "z", "\t", "j", "7", "\t", "k", "f", "\t", "G", "\t", "?", "\u{1b}"] {
            hands.type(key)
            expectSound(hands.model, "\(run.method) \(width)x\(height) after \(key)")
          }
        }
      }
    }
  }

  /// Whatever a file says: numbers out of range, wrong types, no steps.
  @Test func oddTraces() throws {
    let odd: [[TraceStep]] = [
      [], [TraceStep("")],
      [
        TraceStep("init_branches", output: ["n_spawned": .integer(.max)]),
        TraceStep("forward", output: ["abandoned_now": [-1, 9_999_999]]),
      ],
      [TraceStep("forward", input: ["outer_step": .integer(.min)], output: ["ema_conf": 1e308, "stable_cnt": -1e308])],
      [TraceStep("forward", output: ["active_indices": ["x", 0], "active_answers": [1], "branch_snapshot": [3]])],
      [TraceStep("confidence_check", output: ["counts": ["": .integer(.max), "b": .integer(.min)]])],
      [TraceStep("finish", output: ["answer": .string(String(repeating: "\u{301}", count: 10_000))])],
      [
        TraceStep(
          "read", output: .array(Array(repeating: ["answer": "1"], count: 1000)), state: ["n_active": .integer(.max)])
      ],
      [
        TraceStep("prune", state: ["n_active": .integer(.min)]),
        TraceStep("prune", state: ["n_active": .integer(.max)]),
      ],
    ]
    for trace in odd {
      var run = Traces.momentum
      run.trace = trace
      run.cost = .max
      run.questionIndex = .max - 1
      for (width, height) in [(40, 12), (80, 24), (120, 40), (60, 100)] {
        var hands = try traceExplorer(run, width: width, height: height)
        for key in ["", "f", "l", ")", "]", "(", "[", "G", "g", "5", "/x\n", "n", "ma", "'a", "\t", "j", "z"] {
          hands.type(key)
          expectSound(hands.model, "\(trace.count) steps \(width)x\(height) after \(key)")
        }
        hands.mouse(.press, width / 2, height / 2)
        hands.mouse(.press, 5, 5)
        hands.mouse(.wheelDown, 5, 5)
        expectSound(hands.model, "mouse")
      }
    }
  }

  // MARK: The published runs

  @Test(.enabled(if: ProcessInfo.processInfo.environment["AUTOTTS_SHARED"] != nil, "AUTOTTS_SHARED leads to no traces"))
  func goldens() throws {
    let runs = try Traces.goldens()
    #expect(runs.count == 108)
    for run in runs {
      let traced = TracedRun(run, at: TracePlace(file: "g", line: 1))
      let last = try #require(run.trace.last)
      #expect(traced.events[.stop] == [run.trace.count - 1])
      // What the file says itself about its first eligible check is what the counts say.
      let told = run.trace.firstIndex { $0.output["gate_eligible"] == true }
      if run.trace.contains(where: { $0.output["gate_eligible"] != nil }) { #expect(traced.firstEligible == told) }
      var hands = try traceExplorer(run, cursor: run.trace.count)
      if case .integer(let opened)? = last.state["total_spawned"] {
        #expect(hands.text.contains("\(opened) opened"))
      }
      for tenth in 0...9 {
        hands.type("\(tenth)")
        expectSound(hands.model, "\(run.trace.count) steps at \(tenth)")
      }
    }
  }
}
