import Explorer

/// A configuration file with everything in it, at its default and in comments.
enum ConfigSample {
  /// The file.
  static var text: String {
    """
    # The configuration of autotts.
    #
    # It is read from $XDG_CONFIG_HOME/autotts/config.toml, or else ~/.config/autotts/config.toml; --config FILE reads
    # another, --no-config none. What is in comments here holds without it. The command line goes before the environment
    # (AUTOTTS_STORES, NO_COLOR), the environment before this file. What is wrong here is told with its line and left out;
    # 'autotts config check' tells all of it.

    # Directories of stores as MODEL/BENCHMARK.json, searched after those of --stores and AUTOTTS_STORES.
    # stores = []

    # What the explorer opens with.
    [start]
    # store = "Synth-M/search"
    # question = 1
    # seed = 0
    # controller = "cmc:beta=0.5"
    # view = "step"

    [look]
    # color = "auto"  # "auto", 256, 16 or "never"
    # ascii = false
    # mouse = true

    # Colours: a number of the xterm palette of 256, or "#rrggbb". The last eight are those of the answers.
    [colors]
    \(colors)

    # Signs: each takes one column. With ASCII only, those that are ASCII hold.
    [glyphs]
    \(signs)

    # Keys by command: a key or a list of keys, in all views that have the command; [] leaves the command to ':'.
    # They are written l, L, ], Ctrl-D, Alt-., PgDn, F2, Space, Enter. A key that would do two things in a view is refused.
    # close keeps Esc and quit-always keeps Ctrl-C.
    [keys]
    \(keys)

    """
  }

  private static var colors: String {
    Color.named.map { "# \($0.name) = \($0.color.xterm256 ?? 0)" }.joined(separator: "\n")
  }

  private static var signs: String {
    Glyphs.defaults.map { "# \($0.name) = \(quoted($0.sign))" }.joined(separator: "\n")
  }

  private static var keys: String {
    Bindings.table.filter { ![.close, .quitAlways].contains($0.command) }.map { line in
      let keys = line.keys.map { quoted($0.name) }.joined(separator: ", ")
      return "# \(line.name) = \(line.keys.count == 1 ? keys : "[\(keys)]")  # \(line.help)"
    }.joined(separator: "\n")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
