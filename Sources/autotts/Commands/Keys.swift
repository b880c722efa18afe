import ArgumentParser
import Explorer

/// `autotts help keys`: every key, by section and view, as this user has them.
struct Keys: HeadlessCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "List every key of the explorer, as 'autotts help keys' does.",
    discussion: "Keys that the configuration file has changed are listed as they are now.")

  @OptionGroup var configuration: ConfigOptions

  func result() async throws -> CommandResult {
    let config = try configuration.load()
    config.report()
    return CommandResult(text: KeyList(config.keys).text(.ofLocale))
  }
}

/// The table of keys in words.
struct KeyList {
  /// A line of it.
  struct Line {
    var keys: String
    var name: String
    var help: String
    /// The views that have it; nil for all.
    var views: String?
  }

  /// The sections with their lines, in order.
  let sections: [(title: String, lines: [Line])]

  init(_ keys: KeyMap) {
    sections = Binding.Section.allCases.map { section in
      let lines = keys.table.filter { $0.section == section }.map { line in
        let views = ViewKind.allCases.filter(line.views.contains)
        return Line(
          keys: line.keys.map(\.name).joined(separator: ", ").madeSafe(), name: line.name, help: line.help,
          views: views.count == ViewKind.allCases.count ? nil : views.map(\.title).joined(separator: ", "))
      }
      return (section.rawValue, lines)
    }.filter { !$0.lines.isEmpty }
  }

  /// As a text for a terminal.
  func text(_ wording: Wording) -> String {
    let lines = sections.flatMap(\.lines)
    let widths = (keys: lines.map(\.keys.count).max() ?? 0, names: lines.map(\.name.count).max() ?? 0)
    return sections.map { section in
      section.title + "\n"
        + section.lines.map { line in
          let views = line.views.map { " (\($0))" } ?? ""
          let columns = padded(line.keys, widths.keys) + "  " + padded(":" + line.name, widths.names + 1)
          return "  " + columns + "  " + wording.plain(line.help) + views + "\n"
        }.joined()
    }.joined(separator: "\n")
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
