import CursesTerminal
import Explorer
import Glibc

/// Shows one frame and echoes what comes in, for the tests of the terminal.
@main struct TerminalDemo {
  static func main() {
    var cores = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &cores)
    var demo: Demo
    do { demo = try Demo { () throws(TerminalError) in try CursesTerminal(options: options()) } } catch {
      complain("demo: \(error)")
      exit(error.exitCode)
    }
    do {
      try demo.run()
      demo.close()
      print("demo: bye")
    } catch {
      demo.close()
      complain("demo: \(error)")
      error.endProcess()
    }
  }

  private static func options() -> TerminalOptions {
    var options = TerminalOptions(program: "demo")
    for argument in CommandLine.arguments.dropFirst() {
      switch argument {
      case "--no-mouse": options.mouse = false
      case "--monochrome": options.color = .monochrome
      case "--sixteen": options.color = .sixteen
      case "--xterm256": options.color = .xterm256
      default: complain("demo: unknown argument \(argument)")
      }
    }
    return options
  }
}

/// Writes a line to standard error.
func complain(_ line: String) {
  let bytes = Array("\(line)\n".utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}
