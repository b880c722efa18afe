extension Wording {
  /// The columns that a text takes in a terminal.
  public func columns(_ text: String) -> Int { GlyphWidth.columns(of: text) }

  /// A text filled up with spaces to a number of columns, at its end or at its beginning.
  public func padded(_ text: String, to columns: Int, atStart: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, columns - self.columns(text)))
    return atStart ? spaces + text : text + spaces
  }
}
