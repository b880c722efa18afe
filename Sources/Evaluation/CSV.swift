import Replay

/// Comma-separated values after RFC 4180, lines ended by a line feed.
public enum CSV {
  /// One line of fields, made safe to show and quoted where they need it.
  public static func line(_ fields: [String]) -> String {
    fields.map { field in
      let field = field.madeSafe()
      let needsQuotes = field.contains { $0 == "," || $0 == "\"" }
      return needsQuotes
        ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : field
    }.joined(separator: ",") + "\n"
  }
}
