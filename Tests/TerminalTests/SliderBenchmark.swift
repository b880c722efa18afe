import Glibc
import Testing

extension TerminalTests {
  /// How the whole store follows β: the Curves view on a published store; measured only when asked for.
  @Suite(
    .enabled(if: getenv("AUTOTTS_BENCHMARK") != nil, "latency is measured only where AUTOTTS_BENCHMARK is set"),
    .enabled(if: getenv("AUTOTTS_SHARED") != nil, "AUTOTTS_SHARED does not lead to the published stores"))
  struct SliderBenchmark {
    /// 200 steps at 30 a second, each to a β that has not been looked at: up with one controller, down with another.
    @Test func markFollowsTheSlider() throws {
      let shared = try #require(getenv("AUTOTTS_SHARED").map { String(cString: $0) })
      let terminal = try PseudoTerminal(
        [
          executable("autotts"), "explore", "--stores", shared + "/stores", "--store", "Qwen3-8B/aime25",
          "--controller",
          "cmc:beta=0",
        ], rows: 40, columns: 120)
      try #require(terminal.wait { $0.text(row: 39).contains("? help") }, "no first frame: \(terminal.text)")
      let opened = ContinuousClock.now
      terminal.send("\u{1b}2")
      try #require(terminal.wait(for: "curves ", seconds: 20), "no curves: \(terminal.text)")
      try #require(terminal.wait(seconds: 60) { !$0.text.contains("curves ") }, "curves took long: \(terminal.text)")
      print("slider: all curves after \((ContinuousClock.now - opened) / .milliseconds(1)) ms")
      var measured = Measured()
      let memory = terminal.residentKilobytes
      measured.walk(terminal, (1...100).map { ("=", "CMC", $0) })
      terminal.send(":controller dgcc:beta=1\r")
      try #require(terminal.wait { $0.mark(of: "DGCC", at: 100) }, "no mark: \(terminal.text)")
      let middle = terminal.residentKilobytes
      measured.walk(terminal, (0...99).reversed().map { ("-", "DGCC", $0) })
      let end = terminal.residentKilobytes
      #expect(measured.frames.count == 200 && measured.lastMark != nil)
      print("slider: key to frame: median \(measured.frames.share(0.5)) ms, p99 \(measured.frames.share(0.99)) ms")
      print(
        "slider: \(measured.marks.count) of 200 marks up to date before the next key, median "
          + "\(measured.marks.share(0.5)) ms; after the last key \(measured.lastMark ?? .nan) ms")
      print("slider: resident memory \(memory) kB before, \(middle) kB after 100 steps, \(end) kB after 200")
      terminal.send("q")
      #expect(terminal.waitForEnd() == .exit(0))
    }
  }
}

/// What a walk along β measured.
private struct Measured {
  /// From a key to the frame with its β.
  var frames = Times()
  /// From a key to the mark of its β, where that came before the next key.
  var marks = Times()
  /// The same for the last key of all, in milliseconds, however long it took.
  var lastMark: Double?

  /// Presses keys at 30 a second, each of which leads to a β in hundredths.
  mutating func walk(_ terminal: PseudoTerminal, _ steps: [(key: String, controller: String, hundredths: Int)]) {
    var due = ContinuousClock.now
    for (number, step) in steps.enumerated() {
      while ContinuousClock.now < due { terminal.settle(seconds: 0.001) }
      let start = ContinuousClock.now
      due = start + .microseconds(33_333)
      terminal.send(step.key)
      let isLast = number == steps.count - 1
      guard terminal.wait(seconds: 2, until: { $0.header(has: step.hundredths) }) else { return }
      frames.add(.now - start)
      let patience = isLast ? 2 : max(0, (due - .now) / .seconds(1))
      guard terminal.wait(seconds: patience, until: { $0.mark(of: step.controller, at: step.hundredths) }) else {
        continue
      }
      marks.add(.now - start)
      if isLast { lastMark = (ContinuousClock.now - start) / .milliseconds(1) }
    }
  }
}

extension PseudoTerminal {
  /// Whether the slider's figure is this β.
  fileprivate func header(has hundredths: Int) -> Bool {
    text(row: 0).contains(" \(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) ")
  }

  /// Whether the line below the chart tells where this setting lies; of a stale one it names the setting of before.
  fileprivate func mark(of controller: String, at hundredths: Int) -> Bool {
    let tenths = hundredths % 10 == 0
    let beta =
      hundredths % 100 == 0
      ? "\(hundredths / 100)"
      : "0." + (tenths ? "\(hundredths / 10)" : hundredths < 10 ? "0\(hundredths)" : "\(hundredths)")
    return text.contains("◉ \(controller) β \(beta): ") && !text.contains("being evaluated")
  }

  /// The memory that the program occupies.
  fileprivate var residentKilobytes: Int {
    guard let file = fopen("/proc/\(process)/statm", "r") else { return 0 }
    defer { fclose(file) }
    var bytes = [CChar](repeating: 0, count: 256)
    let count = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) * sysconf(Int32(_SC_PAGESIZE)) / 1024
  }
}
