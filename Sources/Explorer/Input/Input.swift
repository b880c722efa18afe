/// What a terminal reports: the only thing that the explorer knows of one.
public enum Input: Hashable, Sendable {
  /// A key went down.
  case key(Key)
  /// The mouse did something.
  case mouse(Mouse)
  /// The screen has this size now.
  case resize(Size)
}

/// A key with its modifiers.
public struct Key: Hashable, Sendable {
  /// Which key.
  public enum Code: Hashable, Sendable {
    /// A key that types this character; Ctrl-A is `a` with ``Key/control``.
    case character(Character)
    case up, down, left, right, home, end, pageUp, pageDown
    case tab, backTab, enter, escape, backspace, delete, insert
    /// F1 and up.
    case function(Int)
  }

  /// Which key.
  public var code: Code
  /// Whether Ctrl was held.
  public var control: Bool
  /// Whether Alt was held (or Esc came right before it).
  public var alt: Bool

  /// A key.
  public init(_ code: Code, control: Bool = false, alt: Bool = false) {
    self.code = code
    self.control = control
    self.alt = alt
  }
}

/// A report of the mouse, in cells from 0 at the top left.
public struct Mouse: Hashable, Sendable {
  /// What happened.
  public enum Kind: String, Hashable, Sendable {
    /// The left button went down, moved while down, came up.
    case press, drag, release
    case wheelUp = "wheel-up"
    case wheelDown = "wheel-down"
  }

  /// What happened.
  public var kind: Kind
  /// Where.
  public var column: Int
  /// Where.
  public var row: Int

  /// A report of the mouse.
  public init(_ kind: Kind, column: Int, row: Int) {
    self.kind = kind
    self.column = column
    self.row = row
  }
}
