import CNcurses
import Foundation
import Glibc
import Testing

/// Stores whose names, questions and answers try to act on the terminal: what the commands print of them is harmless.
@Suite struct HostileTextTests {
  /// What acts on terminals, hides, reorders, joins, is wide or has no end; file names hold no `/` and no NUL.
  static let texts = [
    "\u{1b}]52;c;aGVsbG8=\u{7}", "\u{1b}]0;title\u{7}", "\u{1b}[2J", "\u{1b}P1$r\u{1b}\\", "a\rb\u{8}c",
    "\u{9b}31m\u{90}q",
    "\u{1b}]0;never ended", "\u{202e}olleh\u{2069}", "z\u{200b}e\u{200d}r\u{feff}o", "\u{301}bare e\u{301}\u{323}",
    "漢字カナ한글ｆｕｌｌ", String(repeating: "9", count: 10_000), "\u{e0041}tag", "👍🏽1\u{fe0f}\u{20e3}", "\u{2028}line",
  ]

  let program: Program
  let stores: String
  let names: [String]

  init() throws {
    program = try Program()
    names = Self.texts.indices.map {
      "\(Self.texts[$0].prefix(40))\($0)/\(Self.texts[($0 + 5) % Self.texts.count].prefix(40))"
    }
    for (index, name) in names.enumerated() { try program.write(try Self.store(index), to: "stores/\(name).json") }
    stores = program.path("stores")
  }

  /// One question whose every text is hostile.
  private static func store(_ index: Int) throws -> String {
    let finals = (0..<6).map { texts[(index + $0 / 2) % texts.count] }
    let branches: [Any] = finals.map { [[texts[index], "ERR", $0], 1700, $0] as [Any] }
    let question: [String: Any] = [
      "question": texts.joined(separator: " "), "each_branch": branches, "final_answers_trace": finals,
      "gold_answer": texts[index], "probe_freq": 500,
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: [question]), as: UTF8.self)
  }

  /// Expects nothing but plainly visible characters and line feeds, and the locale's characters only.
  private func expectHarmless(_ text: String, _ locale: String, _ what: Comment) {
    for scalar in text.unicodeScalars where scalar != "\n" {
      let category = scalar.properties.generalCategory
      let isHarmful =
        [.control, .format, .lineSeparator, .paragraphSeparator, .privateUse].contains(category)
        || scalar.properties.isDefaultIgnorableCodePoint || (locale == "C" && !scalar.isASCII)
      if isHarmful {
        Issue.record("U+\(String(scalar.value, radix: 16)): \(what)")
        return
      }
    }
  }

  @Test(arguments: ["C.UTF-8", "C"]) func everyCommand(locale: String) throws {
    for name in names {
      let tail = ["--stores", stores]
      let commands: [[String]] = [
        ["run", name, "1", "--controller", "cmc:beta=1"],
        ["run", name, "1", "--controller", "esc", "--format", "json"],
        ["eval", name, "--controller", "sc", "--seeds", "0:2"],
        ["eval", name, "--controller", "sc", "--seeds", "0:2", "--format", "csv"],
        ["eval", name, "--controller", "sc", "--seeds", "0:2", "--format", "json"],
        ["show", "step", "--store", name, "--step", "9", "--size", "80x24"],
        ["show", "step", "--store", name, "--step", "12", "--size", "60x70", "--gold", "--format", "svg"],
        ["show", "questions", "--store", name, "--controller", "sc", "--seeds", "0:2", "--gold"],
        ["questions", name, "--controller", "sc", "--seeds", "0:2"],
        ["questions", name, "--controller", "sc", "--seeds", "0:2", "--format", "csv"],
        ["questions", name, "--controller", "sc", "--seeds", "0:2", "--format", "json"],
        ["stores", "check", name],
      ]
      for command in commands where locale != "C" || !command.contains("--format") {
        let outcome = try program.run(command + tail, environment: ["LANG": locale])
        #expect(outcome.code == 0, "\(command[0]) \(name.debugDescription) \(outcome.error)")
        // JSON, CSV and SVG are data in UTF-8 whatever the locale.
        let isData = command.contains("--format")
        expectHarmless(
          outcome.output + outcome.error, isData ? "C.UTF-8" : locale, "\(command) \(name.debugDescription)")
      }
    }
  }

  @Test func errors() throws {
    for (index, text) in Self.texts.enumerated() {
      let locale = index % 2 == 0 ? "C.UTF-8" : "C"
      let commands: [[String]] = [
        ["eval", text, "--controller", "sc"], ["eval", "Synth-S/search", "--controller", text],
        ["eval", "Synth-S/search", "--controller", "cmc:\(text)=1"],
        ["run", "Synth-S/search", text, "--controller", "sc"],
        ["show", text], ["stores", "check", text], ["stores", "list", "--stores", text], ["--store", text],
        ["explore", text],
      ]
      for command in commands {
        let outcome = try program.run(command + ["--stores", stores], environment: ["LANG": locale])
        #expect([64, 65, 66].contains(outcome.code), "\(command)")
        #expect(outcome.output == "" || command[1] == "check", "\(command)")
        expectHarmless(outcome.output, locale, "\(command)")
        #expect(outcome.errorLines.count == 1, "\(command): \(outcome.error.prefix(300))")
        expectHarmless(outcome.error, "C.UTF-8", "\(command)")
      }
    }
  }

  /// The columns of a table begin where their titles do, whatever stands before them.
  @Test func tablesStayAligned() throws {
    let outcome = try program.run("stores", "list", "--stores", stores)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count > names.count)
    let title = try #require(lines.first?.firstRange(of: "role")?.lowerBound)
    let column = lines[0].distance(from: lines[0].startIndex, to: title)
    let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let previous = uselocale(locale)
    defer {
      uselocale(previous)
      freelocale(locale)
    }
    for line in lines.dropFirst() {
      let roles = ["held-out  ", "search    "].compactMap { line.ranges(of: $0).last?.lowerBound }
      let role = try #require(roles.max(), "\(line)")
      let width = line[..<role].unicodeScalars.reduce(0) { $0 + Int(wcwidth(wchar_t(bitPattern: $1.value))) }
      #expect(width == column, "\(line)")
    }
  }
}
