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
      var times = Times()
      var unchanged: [String] = []
      for number in 0..<400 {
        if number % 7 == 0 {
          // Into the middle of the run, where every key has an effect.
          terminal.send("5")
          terminal.settle(seconds: 0.1)
        }
        // Questions on and back by turns, so that there always is another.
        let key = ["l", "h", "=", "-", "]", number / 7 % 2 == 0 ? "}" : "{", "s"][number % 7]
        let before = terminal.whereabouts
        let start = ContinuousClock.now
        terminal.send(key)
        if terminal.wait(seconds: 2, until: { $0.whereabouts != before }) {
          times.add(.now - start)
        } else {
          unchanged.append("\(number): \(key)")
        }
        // The next key comes while the background is at work, or after it.
        terminal.settle(seconds: number % 2 == 0 ? 0.02 : 0.1)
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
  /// What the header says of the run and the cursor, the slider's marks aside: the background adds to those by itself.
  fileprivate var whereabouts: String {
    let run = text(row: 0).filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }
    return run + text(row: 1).prefix { $0 != "/" }
  }
}
