import Explorer
import Replay

/// A run of a trace file as lines for people: where it is from, a step a line, the outcome.
struct TraceText {
  let traced: TracedRun
  let wording: Wording

  /// All lines.
  var lines: String {
    var table = TextTable([
      .number("#"), .number("round"), .text("event"), .text("what went in, what came out | state"),
    ])
    for (index, step) in traced.run.trace.enumerated() {
      let round = traced.round(ofStep: index)
      table.add(["\(index + 1)", round < 0 ? "" : "\(round)", wording.event(step), words(step)])
    }
    return header + "\n" + table.text(wording) + outcome + "\n"
  }

  private func words(_ step: TraceStep) -> String {
    [wording.figures(step), wording.freeText(step)].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private var header: String {
    let run = traced.run
    let parts = [
      "\(run.model)/\(run.dataset)", "question \(run.questionIndex + 1)", "seed \(run.shuffleSeed)", run.method,
      run.description, "line \(traced.place.line) of \(traced.place.file)",
    ]
    return parts.map { $0.madeSafe(ascii: !wording.unicode) }.joined(separator: "  ")
  }

  private var outcome: String {
    let run = traced.run
    let answer = run.trace.last.flatMap { step -> String? in
      guard case .string(let text)? = step.output["answer"] else { return nil }
      return wording.answer(text, limit: 60)
    }
    return "\(answer ?? "no answer"): \(run.isCorrect ? "right" : "wrong"); \(wording.grouped(run.cost)) tokens, "
      + wording.counted(run.trace.count, "step")
  }
}
