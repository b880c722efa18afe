/// What a session file tells after its header, a line each: what reached the explorer, in order.
public enum SessionEvent: Hashable, Sendable {
  /// A key, the mouse, another size.
  case input(Input)
  /// The cursor moved by itself.
  case tick
  /// Background work of a kind had found something, so that the keys after this line may count on it.
  case found(Work.Kind)
  /// A store was opened: its name and the beginning of its SHA-256.
  case loaded(store: String, hash: String)
}

/// A line of a session file after the first: an event and its time.
public struct SessionLine: Hashable, Sendable {
  /// Milliseconds since the session began.
  public var time: Int
  /// What happened.
  public var event: SessionEvent

  /// An event at a time.
  public init(time: Int, event: SessionEvent) {
    self.time = time
    self.event = event
  }
}

extension SessionLine: Codable {
  private enum CodingKeys: String, CodingKey {
    case time = "t"
    case key, mouse, column, row, resize, tick, found, loaded, hash
  }

  /// Reads a line.
  ///
  /// - Throws: `DecodingError` that says what is wrong with it.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func refuse(_ key: CodingKeys, _ words: String) -> DecodingError {
      DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: words)
    }
    let time = try values.decode(Int.self, forKey: .time)
    guard (0...86_400_000_000).contains(time) else { throw refuse(.time, "a time outside the session") }
    if let name = try values.decodeIfPresent(String.self, forKey: .key) {
      guard let key = Key(name: name) else { throw refuse(.key, "there is no key '\(name)'") }
      self.init(time: time, event: .input(.key(key)))
    } else if let name = try values.decodeIfPresent(String.self, forKey: .mouse) {
      guard let kind = Mouse.Kind(rawValue: name) else { throw refuse(.mouse, "the mouse does not '\(name)'") }
      let column = try values.decode(Int.self, forKey: .column)
      let mouse = Mouse(kind, column: column, row: try values.decode(Int.self, forKey: .row))
      guard (0...1000).contains(mouse.column), (0...1000).contains(mouse.row) else {
        throw refuse(.mouse, "the mouse is in a cell from 0 to 1000")
      }
      self.init(time: time, event: .input(.mouse(mouse)))
    } else if let cells = try values.decodeIfPresent([Int].self, forKey: .resize) {
      guard let size = Size(cells: cells) else { throw refuse(.resize, "a size is [columns, rows] from 1 to 1000") }
      self.init(time: time, event: .input(.resize(size)))
    } else if values.contains(.tick) {
      self.init(time: time, event: .tick)
    } else if let name = try values.decodeIfPresent(String.self, forKey: .found) {
      guard let kind = Work.Kind(rawValue: name) else { throw refuse(.found, "there is no work called '\(name)'") }
      self.init(time: time, event: .found(kind))
    } else if let store = try values.decodeIfPresent(String.self, forKey: .loaded) {
      self.init(time: time, event: .loaded(store: store, hash: try values.decode(String.self, forKey: .hash)))
    } else {
      throw refuse(.key, "expected key, mouse, resize, tick, found or loaded")
    }
  }

  /// Writes a line.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(time, forKey: .time)
    switch event {
    case .input(.key(let key)): try values.encode(key.name, forKey: .key)
    case .input(.mouse(let mouse)):
      try values.encode(mouse.kind.rawValue, forKey: .mouse)
      try values.encode(mouse.column, forKey: .column)
      try values.encode(mouse.row, forKey: .row)
    case .input(.resize(let size)): try values.encode([size.width, size.height], forKey: .resize)
    case .tick: try values.encode(true, forKey: .tick)
    case .found(let kind): try values.encode(kind.rawValue, forKey: .found)
    case .loaded(let store, let hash):
      try values.encode(store, forKey: .loaded)
      try values.encode(hash, forKey: .hash)
    }
  }
}

extension Size {
  /// A size from `[columns, rows]`; nil for what no screen has.
  init?(cells: [Int]) {
    guard cells.count == 2, cells.allSatisfy((1...1000).contains) else { return nil }
    self.init(width: cells[0], height: cells[1])
  }
}
