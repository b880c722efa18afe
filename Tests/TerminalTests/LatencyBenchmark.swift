import Glibc
import Testing

extension TerminalTests {
  /// How long the program takes to show itself, and a key to show its effect; measured only when asked for.
  @Suite(.enabled(if: getenv("AUTOTTS_BENCHMARK") != nil, "latency is measured only where AUTOTTS_BENCHMARK is set"))
  struct LatencyBenchmark {
    @Test func start() throws {
      var times = Times()
      for _ in 0..<15 {
        let start = ContinuousClock.now
        let terminal = try open()
        times.add(.now - start)
        terminal.send("q")
        #expect(terminal.waitForEnd() == .exit(0))
      }
      print("latency: \(times.count) starts to first frame: median \(times.share(0.5)) ms, max \(times.share(1)) ms")
    }

    @Test func keys() throws {
      let terminal = try open()
      // Into the middle of the run, where every key has an effect.
      terminal.send("5")
      _ = terminal.timeToQuiet()
      var times = Times()
      var unchanged: [String] = []
      for number in 0..<400 {
        let key = ["l", "h", "=", "-", "]", "}", "s"][number % 7]
        let before = terminal.text
        terminal.send(key)
        if let time = terminal.timeToQuiet(), terminal.text != before {
          times.add(time)
        } else {
          unchanged.append("\(number): \(key)")
        }
      }
      #expect(unchanged == [], "keys that left the screen as it was")
      print("latency: \(times.count) keys to a new screen: median \(times.share(0.5)) ms, p99 \(times.share(0.99)) ms")
    }

    private func open() throws -> PseudoTerminal {
      let terminal = try PseudoTerminal([executable("autotts")], rows: 40, columns: 120)
      try #require(terminal.wait { $0.text(row: 39).contains("? help") }, "no first frame: \(terminal.text)")
      return terminal
    }
  }
}

/// Times in order of length, told in milliseconds.
struct Times {
  private var sorted: [Duration] = []

  var count: Int { sorted.count }

  mutating func add(_ time: Duration) {
    sorted.append(time)
    sorted.sort()
  }

  /// The shortest time that a share of all does not exceed.
  func share(_ share: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let index = Int((share * Double(sorted.count)).rounded(.up)) - 1
    return (sorted[max(0, index)] / .milliseconds(1) * 100).rounded() / 100
  }
}

extension PseudoTerminal {
  /// Reads until nothing has come for a while; how long it took until the last of what came was on the screen, nil if
  /// nothing came.
  fileprivate func timeToQuiet() -> Duration? {
    let (start, before) = (ContinuousClock.now, transcript.count)
    var (last, count) = (start, before)
    _ = wait(seconds: 2) { terminal in
      if terminal.transcript.count != count { (last, count) = (.now, terminal.transcript.count) }
      return count != before && .now - last > .milliseconds(20)
    }
    return count == before ? nil : last - start
  }
}
