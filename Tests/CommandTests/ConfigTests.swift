import Foundation
import Testing

/// The configuration file: what it changes, what goes before it, and how its faults are told.
@Suite struct ConfigTests {
  private func config(_ text: String) throws -> Program {
    let program = try Program()
    try program.write(text, to: "config.toml")
    return program
  }

  private func check(_ text: String) throws -> [String] {
    let program = try config(text)
    let outcome = try program.run("config", "check", program.path("config.toml"))
    #expect(outcome.code == (outcome.error.isEmpty ? 0 : 65))
    let prefix = "autotts: \(program.path("config.toml"))"
    #expect(outcome.errorLines.allSatisfy { $0.hasPrefix(prefix) }, "\(outcome.error)")
    return outcome.errorLines.map { String($0.dropFirst(prefix.count)) }
  }

  /// The sample with its defaults taken out of their comments.
  private static func uncommented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isEntry = line.firstMatch(of: #/^# [A-Za-z0-9-]+ = /#) != nil
      return String(isEntry ? line.dropFirst(2) : line)
    }.joined(separator: "\n")
  }

  /// What the program prints is a file without faults, and so it is when every default is taken out of its comment.
  @Test func theSampleIsAFile() throws {
    let sample = try Program().run("config")
    #expect(sample.code == 0 && sample.output.contains("# next-event = \"]\""))
    #expect(sample.output.contains("# controller = \"cmc:beta=0.5\"") && sample.output.contains("# accent = 80"))
    #expect(try check(sample.output) == [])
    let all = Self.uncommented(sample.output)
    #expect(all.contains("\nnext-event = \"]\""))
    #expect(try check(all) == [])
  }

  @Test func defaultsChangeNothing() throws {
    let sample = Self.uncommented(try Program().run("config").output)
    let program = try config(sample)
    let plain = try program.run("show", "step", "--step", "40", "--format", "ansi", "--no-config")
    let same = try program.run(
      "show", "step", "--step", "40", "--format", "ansi", "--config", program.path("config.toml"))
    #expect(plain.code == 0 && same.output == plain.output && same.error.isEmpty)
  }

  @Test(arguments: [
    ("[look]\nascii = tru", ":2: Error while parsing boolean"), ("a = 1\na = 2", ":2: "), ("[look", ":1: "),
    ("foo = 1", ":1: there is no 'foo' before the first section"), ("[fox]\na = 1", ":1: there is no section 'fox'"),
    ("fox.a = 1", ":1: there is no section 'fox'"), ("[[look]]", ":1: a section is written [look]"),
    ("look = 3", ":1: a section is written [look]"), ("[.", ":1: Error while parsing key"),
    ("[fox.hen]\na = 1\n[fox]\nb = 1", ":1: there is no section 'fox'"),
    ("[look.at]\nx = 1", ":1: there is no 'at' in"),
    ("[start]\nview = step", ":2: Error while parsing value: could not determine value type; a text stands in quotes"),
    (
      "[start]\nview = 'step\n",
      ":2: Error while parsing literal string: control characters other than TAB (U+0009) are explicitly prohibited; is there"
    ),
    (String(repeating: "# long\n", count: 5_000), ": expected a configuration file of at most 32 KiB, found more"),
    ("a = 1\u{0}", ":1: "), ("keys.zoom = 'Right'", ":1: Right is the key"),
    ("stores = 3", ":1: stores is a list"), ("stores = [\n  # one\n  'a']", ":1: stores: 'a' is no path from /"),
    ("[start]\nquestion = 0", ":2: question is a whole number from 1"), ("[start]\nseed = -1", ":2: seed is"),
    ("[start]\ncontroller = 'cmc:beta=7'", ":2: cmc: beta goes from 0 to 1"),
    ("[start]\nview = 'x'", ":2: view is one of"),
    ("\n\n[look]\n\ncolor = 17", ":5: color is"), ("[look]\nmouse = 'no'", ":2: mouse is true or false"),
    ("[colors]\naccent = 256", ":2: accent is a number from 0 to 255"), ("[colors]\nred = 1", ":2: there is no 'red'"),
    ("[colors]\naccent = '#12345'", ":2: accent is"), ("[glyphs]\ngold = '漢'", ":2: gold = \"漢\": a sign takes one"),
    ("[glyphs]\ngold = \"\"\"\nab\n\"\"\"\nfoo = 1", ":2: gold"), ("[glyphs]\nstar = '*'", ":2: there is no 'star'"),
    ("[keys]\nzoom = 'Right'", ":2: Right is the key of 'next' in Step"), ("[keys]\nquit = []", ":2: 'quit' needs"),
    ("[keys]\nzoom = 3", ":2: zoom is a key"), ("[keys]\nzoom = ['Z',\n  'Foo']", ":2: there is no key 'Foo'"),
    ("[keys]\nclose = 'w'", ":2: 'close' keeps its key"), ("[keys]\nzum = 'w'", ":2: there is no command 'zum'"),
  ])
  func whatIsWrongIsNamedWithItsLine(_ text: String, _ words: String) throws {
    let found = try check(text)
    #expect(found.first?.hasPrefix(words) == true, "\(found)")
    #expect(found.count == (text.contains("foo = 1") && text.contains("gold") ? 2 : 1), "\(found)")
  }

  /// Files by chance: never a crash, always lines.
  @Test func whateverStandsInIt() throws {
    let odd = [
      "\u{0}", "[", "]]", "= = =", "\u{feff}[look]", String(repeating: "[", count: 4000), "a.b.c.d = {x = {}}",
    ]
    for text in odd { _ = try check(text) }
  }

  @Test func aFileWithFaultsIsToldOfAndTheRestHolds() throws {
    let faults = (0..<9).map { "wrong\($0) = 1\n" }.joined()
    let program = try config("[look]\nascii = true\n" + faults + "[keys]\nhelp = 'F9'\n[glyphs]\nactive = '@'\n")
    let path = program.path("config.toml")
    let outcome = try program.run("show", "step", "--step", "20", "--config", path)
    #expect(outcome.code == 0 && outcome.output.contains("F9 help") && outcome.output.contains("1 @ "))
    #expect(outcome.output.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(outcome.errorLines.count == 5 && outcome.error.contains("config.toml:3: there is no 'wrong0'"))
    #expect(outcome.error.hasSuffix("and 5 more; 'autotts config check' lists them\n"))
    let without = try program.run("show", "step", "--step", "20", "--no-config")
    #expect(without.error.isEmpty && without.output.contains("? help"))
  }

  @Test func isFoundWhereTheConventionHasIt() throws {
    let program = try Program()
    try program.write("[keys]\nhelp = 'F9'\n", to: ".config/autotts/config.toml")
    try program.write("[keys]\nhelp = 'F8'\n", to: "xdg/autotts/config.toml")
    #expect(try program.run("show").output.contains("F9 help"))
    #expect(try program.run(["show"], environment: ["XDG_CONFIG_HOME": program.path("xdg")]).output.contains("F8 help"))
    #expect(try program.run(["show"], environment: ["XDG_CONFIG_HOME": "xdg"]).output.contains("F9 help"))
    #expect(try program.run("config", "check").output.hasSuffix("/.config/autotts/config.toml: all is well\n"))
    let none = try program.run("show", "--config", program.path("none"))
    #expect(none.code == 66 && none.errorLines.count == 1)
    #expect(try program.run("show", "--config", "x", "--no-config").code == 64)
  }

  /// The command line goes before the environment, the environment before the file.
  @Test func storesOfTheFileComeLast() throws {
    let program = try Program()
    for (name, folder) in [("a", "one"), ("b", "two"), ("c", "three")] {
      try program.write(Program.tinyStore, to: "\(folder)/\(name)/aime24.json")
      try program.write(Program.tinyStore, to: "\(folder)/same/aime24.json")
    }
    try program.write("stores = ['\(program.path("three"))', '/nowhere']\n", to: "config.toml")
    let outcome = try program.run(
      ["stores", "list", "--config", program.path("config.toml"), "--stores", program.path("one")],
      environment: ["AUTOTTS_STORES": program.path("two")])
    #expect(outcome.code == 0, "\(outcome.error)")
    for name in ["a/aime24", "b/aime24", "c/aime24"] { #expect(outcome.output.contains(name), "\(outcome.output)") }
    #expect(try program.run("stores", "list", "--no-config").output.contains("c/aime24") == false)
  }
}
