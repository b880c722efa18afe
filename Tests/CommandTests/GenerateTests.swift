import Foundation
import Testing

/// The man page, the completions and the list of keys: made from the program's own commands and keys.
@Suite struct GenerateTests {
  private static let commands = [
    "explore", "show", "eval", "run", "stores list", "stores check", "stores freeze", "stores synth", "controllers",
    "table", "curve", "compare", "questions", "headroom", "evolution", "bench", "config check", "keys", "generate man",
    "generate completions",
  ]

  /// The output of a program of this machine with a text on its standard input; nil where there is no such program.
  private func pipe(_ command: String, _ arguments: [String], _ input: String, in program: Program) throws -> String? {
    try program.write(input, to: "input")
    let script = "command -v \(command) >/dev/null || exit 99; exec \(command) \"$@\" 2>&1"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script, command] + arguments
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": program.directory.path]
    process.standardInput = try FileHandle(forReadingFrom: program.directory.appendingPathComponent("input"))
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 99 ? nil : text
  }

  @Test func manPageNamesEveryCommandAndKey() throws {
    let program = try Program()
    let page = try program.run("generate", "man")
    #expect(page.code == 0 && page.error.isEmpty && page.output.hasPrefix(".TH AUTOTTS 1 "))
    for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "KEYS", "FILES", "ENVIRONMENT", "EXIT STATUS"] {
      #expect(page.output.contains("\n.SH \(section)\n"), "\(section)")
    }
    for command in Self.commands { #expect(page.output.contains(".SS \"autotts \(command)"), "\(command)") }
    #expect(page.output.contains("\\fB\\-\\-bootstrap\\fR") && page.output.contains(":next\\-event"))
    #expect(page.output.unicodeScalars.allSatisfy { $0.isASCII })
    for line in page.output.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect([".TH ", ".SH ", ".SS ", ".B ", ".TP", ".PP", ".br"].contains { line.hasPrefix($0) }, "\(line)")
    }
  }

  @Test func manPageIsRoff() throws {
    let program = try Program()
    let page = try program.run("generate", "man").output
    guard let warnings = try pipe("groff", ["-man", "-ww", "-Tutf8", "-z"], page, in: program) else { return }
    #expect(warnings.isEmpty, "\(warnings)")
    let text = try pipe("groff", ["-man", "-Tutf8", "-P-cbou"], page, in: program) ?? ""
    #expect(text.contains("autotts - a terminal explorer for test-time scaling"))
    #expect(text.contains("β up by 0.01") && text.contains("MODEL/BENCHMARK"))
  }

  @Test func keysAreListedAsTheyAre() throws {
    let program = try Program()
    try program.write("[keys]\nnext-event = ['W', 'Alt-Right']\nzoom = []\n", to: "config.toml")
    let usual = try program.run("help", "keys")
    let same = try program.run("keys")
    #expect(usual.code == 0 && usual.output == same.output)
    #expect(usual.output.contains("Moving through the run\n") && usual.output.contains("Ctrl-C"))
    #expect(usual.output.split(separator: "\n").contains { $0.hasPrefix("  ]  ") && $0.contains(":next-event ") })
    for arguments in [["help", "keys"], ["generate", "man"]] {
      let changed = try program.run(arguments + ["--config", program.path("config.toml")]).output
      #expect(changed.replacingOccurrences(of: "\\-", with: "-").contains("W, Alt-Right"), "\(arguments)")
    }
    let plain = try program.run(["help", "keys"], environment: ["LANG": "C"]).output
    #expect(plain.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func bashCompletes() throws {
    let program = try Program()
    let script = try program.run("generate", "completions", "bash").output
    try program.write(script, to: "autotts.bash")
    let build = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
    func completed(_ words: String...) throws -> [String] {
      let lines = """
        PATH=\(build):$PATH; source '\(program.path("autotts.bash"))'
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
        _autotts "$1" "${!#}" "${COMP_WORDS[$(($# - 2))]}"; printf '%s\\n' "${COMPREPLY[@]}"
        """
      try program.write(lines, to: "complete")
      return try pipe("bash", [program.path("complete")] + words, "", in: program)?
        .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
    }
    #expect(try completed("autotts", "ev") == ["eval", "evolution"])
    #expect(try completed("autotts", "config", "c") == ["check"])
    #expect(try completed("autotts", "show", "--format", "s") == ["svg"])
    #expect(try completed("autotts", "eval", "Synth-M") == ["Synth-M/held-out", "Synth-M/search"])
    #expect(try completed("autotts", "show", "--store", "Synth-S/s") == ["Synth-S/search"])
    #expect(try completed("autotts", "show", "--controller", "sd") == ["sdgv"])
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsNameEveryCommand(_ shell: String) throws {
    let program = try Program()
    let script = try program.run("generate", "completions", shell)
    #expect(script.code == 0 && script.error.isEmpty && script.output.hasSuffix("\n"))
    for command in Self.commands.flatMap({ $0.split(separator: " ") }) {
      #expect(script.output.contains(command), "\(command)")
    }
    if let fault = try pipe(shell, ["-n", program.path("input")], script.output, in: program) {
      #expect(fault.isEmpty, "\(fault)")
    }
  }
}
