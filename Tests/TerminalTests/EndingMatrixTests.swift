import Glibc
import Testing

extension TerminalTests {
  /// Every kind of terminal × locale × ending: the program plays, is ended, and the terminal is as it was.
  @Suite struct EndingMatrix {
    static let kinds = ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100"]
    static let locales = ["C.UTF-8", "C", "POSIX", "xx_YY.UTF-8"]

    /// How it ends: by keys, or by a signal sent from outside as a trap, a hang-up or the user would.
    enum Ending: CaseIterable {
      case quit, interruptKey, terminate, hangUp, interrupt, quitSignal, trap, badAccess, abort

      var keys: String? {
        switch self {
        case .quit: "q"
        case .interruptKey: "\u{3}"
        default: nil
        }
      }

      var signal: Int32 {
        switch self {
        case .quit, .interruptKey: 0
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        case .interrupt: SIGINT
        case .quitSignal: SIGQUIT
        case .trap: SIGILL
        case .badAccess: SIGSEGV
        case .abort: SIGABRT
        }
      }
    }

    @Test(arguments: kinds, locales) func everyEndingRestores(_ kind: String, _ locale: String) throws {
      let modes = try termios.fresh()
      for ending in Ending.allCases {
        let what: Comment = "TERM=\(kind) LANG=\(locale) \(ending)"
        let terminal = try PseudoTerminal(
          [executable("autotts")], environment: ["TERM": kind, "LC_ALL": nil, "LANG": locale])
        try #require(terminal.wait(for: "? help"), what)
        #expect(terminal.text.unicodeScalars.allSatisfy(\.isASCII) != locale.hasSuffix("UTF-8"), what)
        terminal.send("0 ")
        #expect(!terminal.modes.isCooked, what)
        if let keys = ending.keys { terminal.send(keys) } else { kill(terminal.process, ending.signal) }
        let expected: PseudoTerminal.Ending = ending.keys == nil ? .signal(ending.signal) : .exit(0)
        #expect(terminal.waitForEnd() == expected, what)
        #expect(terminal.modes.isSame(as: modes), what)
        #expect(!terminal.isAlternate && terminal.isCursorVisible && terminal.mouseMode == .off, what)
        #expect(terminal.text.contains("autotts: ended by SIG") == (ending.keys == nil), what)
      }
    }
  }
}
