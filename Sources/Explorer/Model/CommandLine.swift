import Replay

/// What can be typed after `:`.
enum CommandLineGrammar {
  /// The commands that take a value, with what it is.
  static let withValue: [(name: String, value: String)] = [
    ("beta", "0 to 1"), ("question", "N"), ("seed", "N"), ("step", "K"), ("line", "N"), ("store", "MODEL/BENCHMARK"),
    ("controller", "SPEC"), ("view", "NAME"), ("grading", "exact or canonical"), ("err", "answer or abstain"),
    ("against", "SPEC, SPEC@seed=S, SPEC@question=Q, trace:FILE:LINE or hand:NAME"),
    ("write", "FILE"), ("write!", "FILE"),
    ("save", "NAME"), ("open-run", "NAME"), ("rename-run", "OLD NEW"), ("delete-run", "NAME"),
  ]

  /// The lines that what has been typed may become.
  static func candidates(for text: String, in model: Model) -> [String] {
    let lines =
      withValue.map { $0.name + " " } + model.keys.table(of: model.state.view, byHand: model.isByHand).map(\.name)
      + model.storeNames.map { "store \($0)" } + model.catalog.families.map { "controller \($0.name)" }
      + ViewKind.allCases.map { "view \($0.rawValue)" }
      + Grading.allCases.map { "grading \($0.rawValue)" } + ErrorAnswers.allCases.map { "err \($0.rawValue)" }
      + model.handMemory.book.listed.flatMap { run in ["open-run", "delete-run"].map { "\($0) \(run.handle)" } }
    return lines.filter { $0.hasPrefix(text) && $0 != text }.sorted {
      ($0.contains(" ") && !$0.hasSuffix(" ") ? 1 : 0, $0) < ($1.contains(" ") && !$1.hasSuffix(" ") ? 1 : 0, $1)
    }.filter { text.contains(" ") || !$0.contains(" ") || $0.hasSuffix(" ") }
  }
}

extension Model {
  /// Does what a typed line says, or tells what would be right.
  mutating func execute(_ line: String) -> [Effect] {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = words.first else { return [] }
    guard words.count == 2 else {
      if let binding = keys.table.first(where: { $0.name == name }) { return execute(binding) }
      if name == "store" { return perform(.chooseStore) }
      if name == "controller" { return perform(.chooseController) }
      if name == "view" { return perform(.chooseView) }
      let wanted = CommandLineGrammar.withValue.first { $0.name == name }
      return refuse(
        wanted.map { ":\(name) wants a value: :\(name) \($0.value)" }
          ?? "there is no command '\(wording.answer(name, limit: 30))'; \(keyName(.help)) lists them")
    }
    let value = words[1].trimmed
    if name == "write" || name == "write!" { return write(to: value, replacing: name == "write!") }
    if let trace, let effects = execute(name, value, on: trace) { return effects }
    if let effects = executeOnRuns(name, value) { return effects }
    switch name {
    case "beta": return setBeta(typed: value)
    case "question": return setQuestion(typed: value)
    case "seed": return setSeed(typed: value)
    case "step":
      guard let step = Int(value), (0...walk.count).contains(step) else {
        return refuse("step goes from 0 to \(walk.count)")
      }
      go(to: step)
    case "against": return compare(typed: value)
    case "line": return refuse("line goes with a trace file, opened by --trace")
    case "store":
      guard storeNames.contains(value) || value == state.store else {
        return refuse("there is no store '\(wording.answer(value, limit: 40))'; Tab completes the names")
      }
      return open(value)
    case "view":
      guard let kind = ViewKind(rawValue: value) else {
        return refuse("view is one of \(ViewKind.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      show(kind)
    case "grading", "err": if let line = setRule(name, typed: value) { return refuse(line) }
    case "controller":
      do {
        var next = state
        next.setting = try catalog.setting(value)
        change(to: next, topic: "")
      } catch {
        return refuse("\(error)")
      }
    default:
      return refuse("there is no command '\(wording.answer(name, limit: 30))' with a value; Tab completes the names")
    }
    return []
  }

  /// Does what a name says, where the view has it.
  private mutating func execute(_ binding: Binding) -> [Effect] {
    guard binding.views.contains(state.view) else {
      let views = ViewKind.allCases.filter(binding.views.contains).map(\.title).joined(separator: ", ")
      return refuse("'\(binding.name)' belongs to the view \(views)")
    }
    return perform(binding.command)
  }

  private mutating func setBeta(typed value: String) -> [Effect] {
    guard state.setting.beta != nil else { return refuse("\(state.setting.family) has no beta") }
    guard let beta = Double(value), (0...1).contains(beta) else { return refuse("beta goes from 0 to 1") }
    setBeta(beta)
    return []
  }

  private mutating func setQuestion(typed value: String) -> [Effect] {
    guard let number = Int(value), (1...store.questions.count).contains(number) else {
      return refuse("question goes from 1 to \(store.questions.count)")
    }
    var next = state
    next.question = number - 1
    change(to: next, topic: "")
    return []
  }

  private mutating func setSeed(typed value: String) -> [Effect] {
    guard let seed = UInt64(value) else { return refuse("seed is a whole number from 0 up") }
    var next = state
    next.seed = seed
    change(to: next, topic: "")
    return []
  }

  mutating func refuse(_ line: String) -> [Effect] {
    notice = Notice(text: line.madeSafe(ascii: !glyphs.isUnicode), isError: true)
    return []
  }
}

extension String {
  /// Without spaces at both ends.
  var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
