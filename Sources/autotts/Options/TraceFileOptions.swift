import ArgumentParser
import Replay
import ReplayStores

/// Which run of a trace file to print.
struct TraceFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Print a run of this trace file (*_trace_new_api.jsonl) instead: --line N, or --seed S and --question Q.",
      valueName: "file"))
  var from: String?

  @Option(parsing: .unconditional, help: "With --from: the line, counted from 1.")
  var line: Int?

  @Option(parsing: .unconditional, help: "With --from: the question, counted from 1.")
  var question: Int?

  /// Refuses what does not go together.
  ///
  /// - Parameters:
  ///   - others: the arguments that say what to run where no file is read, by name, those that were given.
  ///   - seed: the seed that was given.
  ///   - controller: the controller that was given.
  func check(others: [String], seed: UInt64?, controller: String?) throws {
    guard from != nil else {
      if line != nil { throw ValidationError("--line goes with --from FILE") }
      if question != nil { throw ValidationError("--question goes with --from FILE; else QUESTION stands after STORE") }
      return
    }
    if let other = others.first { throw ValidationError("--from tells what was run; leave out \(other)") }
    try Bounds.check(line, of: "--line", in: 1...(.max))
    try Bounds.check(question, of: "--question", in: 1...(.max))
    guard line != nil else {
      guard question != nil, seed != nil else {
        throw ValidationError("--from wants --line N, or --seed S and --question Q")
      }
      return
    }
    if question != nil || seed != nil || controller != nil {
      throw ValidationError("--line says which run; leave out --seed, --question and --controller")
    }
  }

  /// The run that was asked for.
  func place(in file: TraceFile, seed: UInt64?, controller: String?) throws -> (run: TraceRun, line: Int) {
    if let line { return try file.run(line: line) }
    let index = try TraceIndex(of: file)
    if let notice = index.outline.malformedNotice {
      StandardError.write("autotts: warning: \(file.path): \(notice)".madeSafe() + "\n")
    }
    let line = try Self.line(in: index.outline, file.path, question: question ?? 1, seed: seed ?? 0, controller)
    return (try index.run(line: line), line)
  }

  /// The line of the only run of a question with a seed.
  private static func line(
    in outline: TraceOutline, _ path: String, question: Int, seed: UInt64, _ controller: String?
  ) throws(Failure) -> Int {
    let wanted = "question \(question) with seed \(seed)"
    let runs = outline.entries.filter { $0.question == question - 1 && $0.seed == seed }
    let chosen = controller.map { text in
      runs.filter { outline.settings[$0.setting].matches(text) }
    }
    let found = chosen ?? runs
    if found.count == 1 { return found[0].line }
    let several = (found.isEmpty ? runs : found).prefix(4).map { entry in
      let setting = outline.settings[entry.setting]
      return "line \(entry.line) (\(setting.method), \(setting.description.madeSafe(limit: 60)))"
    }.joined(separator: ", ")
    if found.isEmpty, let controller, !runs.isEmpty {
      throw Failure(.missingInput, "\(path): no run of \(wanted) is one of '\(controller)'; there are \(several)")
    }
    if !found.isEmpty {
      throw Failure(
        .usage, "\(path): \(found.count) runs of \(wanted): \(several); choose by --controller TEXT or --line N")
    }
    throw Failure(.missingInput, "\(path): no run of \(wanted); it has \(outline.extent)")
  }
}

extension TraceOutline.Setting {
  /// Whether a text names it: its method or description, or a part of them; upper and lower case are alike.
  fileprivate func matches(_ text: String) -> Bool {
    "\(method) \(description)".lowercased().contains(text.lowercased())
  }
}

extension TraceOutline {
  /// The questions and seeds that there are.
  fileprivate var extent: String {
    let questions = entries.map(\.question)
    let seeds = entries.map(\.seed)
    guard let first = questions.min(), let last = questions.max(), let least = seeds.min(), let most = seeds.max()
    else {
      return "no runs"
    }
    return "questions from \(first + 1) to \(last + 1) and seeds from \(least) to \(most)"
  }
}
