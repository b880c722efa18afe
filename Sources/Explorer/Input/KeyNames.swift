extension Key {
  /// The names of keys that type no character, and of the space bar.
  private static let named: [String: Code] = [
    "Space": .character(" "), "Up": .up, "Down": .down, "Left": .left, "Right": .right, "Home": .home, "End": .end,
    "PgUp": .pageUp, "PgDn": .pageDown, "Tab": .tab, "Shift-Tab": .backTab, "Enter": .enter, "Esc": .escape,
    "Backspace": .backspace, "Del": .delete, "Ins": .insert,
  ]

  /// The key of a name as ``name`` writes it, such as `Ctrl-D`, `Alt-.`, `PgDn`, `F2` or `]`; nil for anything else.
  public init?(name: String) {
    var rest = name[...]
    func drop(_ prefix: String) -> Bool {
      guard rest.hasPrefix(prefix), rest.count > prefix.count else { return false }
      rest.removeFirst(prefix.count)
      return true
    }
    let control = drop("Ctrl-")
    let alt = drop("Alt-")
    guard let code = Key.code(String(rest), control: control) else { return nil }
    self.init(code, control: control, alt: alt)
  }

  private static func code(_ name: String, control: Bool) -> Code? {
    if let code = named[name] { return code }
    if name.hasPrefix("F"), let number = Int(name.dropFirst()), (1...63).contains(number), name == "F\(number)" {
      return .function(number)
    }
    // With Ctrl, terminals know no capitals.
    guard name.count == 1, let character = (control ? name.lowercased() : name).first, character != " ",
      name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else { return nil }
    return .character(character)
  }
}
