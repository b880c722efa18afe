import Explorer
import Foundation
import Testing

/// Frames kept as files: the text, then the style of every cell as letters with their meaning.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter SnapshotTests` writes them anew and fails, so that nothing is recorded
/// unseen.
enum Snapshot {
  static func expect(_ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Snapshots")
    let file = directory.appendingPathComponent(name + ".txt")
    let actual = describe(frame)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: file)
      Issue.record("recorded \(name); look at it, then run without RECORD_SNAPSHOTS", sourceLocation: sourceLocation)
      return
    }
    let expected = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    guard expected != actual else { return }
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("autotts-snapshots")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let written = place.appendingPathComponent(name + ".txt")
    try Data(actual.utf8).write(to: written)
    let changes = expected.map { difference($0, actual) } ?? "there is no such snapshot yet"
    Issue.record("\(name) is now as in \(written.path):\n\(changes)", sourceLocation: sourceLocation)
  }

  /// Rows between bars, so that spaces at their ends are seen; then the styles, run-length coded; then the legend.
  static func describe(_ frame: Frame) -> String {
    var lines = ["\(frame.size.width)x\(frame.size.height)"]
    lines += (0..<frame.size.height).map { "|\(frame.text(row: $0))|" }
    var letters: [Style: Character] = [:]
    var legend: [String] = []
    lines.append("styles")
    for row in 0..<frame.size.height {
      var runs: [(letter: Character, count: Int)] = []
      for column in 0..<frame.size.width {
        let style = frame[column, row].style
        if letters[style] == nil {
          let letter = alphabet[min(letters.count, alphabet.count - 1)]
          letters[style] = letter
          legend.append("\(letter) \(words(style))")
        }
        let letter = letters[style] ?? "?"
        if runs.last?.letter == letter { runs[runs.count - 1].count += 1 } else { runs.append((letter, 1)) }
      }
      lines.append(runs.map { $0.count == 1 ? "\($0.letter)" : "\($0.letter)\($0.count)" }.joined(separator: " "))
    }
    return (lines + ["legend"] + legend).joined(separator: "\n") + "\n"
  }

  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZαβγδεζηθικλμνξοπρστυφχψω*")

  private static func words(_ style: Style) -> String {
    let names: [(Style.Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.reverse, "reverse"), (.underline, "underline"),
    ]
    let back = style.background == .standard ? [] : ["on \(style.background)"]
    return (["\(style.foreground)"] + back + names.filter { style.attributes.contains($0.0) }.map(\.1))
      .joined(separator: " ")
  }

  /// The lines that differ, the wanted one above the actual one.
  private static func difference(_ expected: String, _ actual: String) -> String {
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let found = actual.split(separator: "\n", omittingEmptySubsequences: false)
    var lines: [String] = []
    for index in 0..<max(wanted.count, found.count) {
      let (one, two) = (index < wanted.count ? wanted[index] : "", index < found.count ? found[index] : "")
      if one != two { lines += ["\(index + 1) - \(one)", "\(index + 1) + \(two)"] }
    }
    return lines.prefix(40).joined(separator: "\n") + (lines.count > 40 ? "\n… \(lines.count / 2) lines differ" : "")
  }
}
