/// The lines that Tab goes through, in a circle.
struct CompletionCycle: Hashable, Sendable {
  /// The lines.
  var lines: [String]
  /// The one that is shown.
  var index: Int
}

extension Prompt {
  /// Changes what has been typed; that ends what Tab and Up had begun.
  mutating func edit(_ change: (inout String) -> Void) {
    change(&text)
    cycle = nil
    recalled = nil
  }
}

// Completion and history of the command line.
extension Model {
  /// How many lines are kept.
  private static let mostCommands = 200

  /// Completes a command as far as all that it may become agree; where that adds nothing, goes through them.
  func complete(_ prompt: inout Prompt, by step: Int) {
    if prompt.purpose == .write { prompt.text = Self.withNextForm(prompt.text) }
    guard prompt.purpose == .command else { return }
    if var cycle = prompt.cycle {
      cycle.index = (cycle.index + step + cycle.lines.count) % cycle.lines.count
      prompt.cycle = cycle
      prompt.text = cycle.lines[cycle.index]
      return
    }
    let candidates = CommandLineGrammar.candidates(for: prompt.text, in: self)
    guard let first = candidates.first else { return }
    let common = candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    prompt.recalled = nil
    guard common == prompt.text else {
      prompt.text = common
      return
    }
    let index = step > 0 ? 0 : candidates.count - 1
    prompt.cycle = CompletionCycle(lines: candidates, index: index)
    prompt.text = candidates[index]
  }

  /// Goes through the commands typed before; after the last comes what was being typed.
  func recall(_ prompt: inout Prompt, by step: Int) {
    guard prompt.purpose == .command else { return }
    let now = prompt.recalled ?? (0, prompt.text)
    let place = min(max(0, now.place + step), typedCommands.count)
    guard place != now.place else { return }
    prompt.cycle = nil
    prompt.text = place == 0 ? now.typed : typedCommands[typedCommands.count - place]
    prompt.recalled = place == 0 ? nil : (place, now.typed)
  }

  /// Keeps a command for Up; the same twice in a row counts once.
  mutating func remember(_ line: String) {
    guard !line.trimmed.isEmpty, line != typedCommands.last else { return }
    typedCommands.append(line)
    if typedCommands.count > Self.mostCommands { typedCommands.removeFirst() }
  }

  /// What the command being typed does, in words; nil where it is none yet.
  func meaning(ofTyped text: String) -> String? {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = words.first else { return nil }
    let wanted = CommandLineGrammar.withValue.first { $0.name == name }
    let line = keys.table(of: state.view).first { $0.name == name }
    if let wanted, words.count > 1 || text.hasSuffix(" ") || line == nil { return "\(name): \(wanted.value)" }
    if let line { return line.help }
    // Of several, that of the only one left.
    let candidates = CommandLineGrammar.candidates(for: text, in: self)
    guard candidates.count == 1, candidates[0] != text else { return nil }
    return meaning(ofTyped: candidates[0])
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
