import CNcurses
import Glibc

/// The character set of the user's locale, and the one in which curses draws.
enum CharacterSet {
  /// Sets the process's character type and tells whether the user's own is UTF-8.
  ///
  /// Only `LC_CTYPE` is touched: numbers and messages stay as they are. Where the user's locale has no UTF-8, curses gets
  /// `C.UTF-8`, so that every cell can be drawn and every key typed; what the terminal shows is then the user's choice.
  static func adopt() -> Bool {
    let installed = setlocale(LC_CTYPE, "") != nil
    if installed, curses_locale_is_utf8() != 0 { return true }
    setlocale(LC_CTYPE, "C.UTF-8")
    // A locale that is not installed here, as after ssh, still tells what the terminal at the other end speaks.
    return !installed && isUTF8(name: userLocale)
  }

  private static var userLocale: String {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      if let value = getenv(name), value.pointee != 0 { return String(cString: value) }
    }
    return ""
  }

  private static func isUTF8(name: String) -> Bool {
    let lowered = name.lowercased()
    return lowered.contains(".utf-8") || lowered.contains(".utf8")
  }
}
