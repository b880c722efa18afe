import Replay

/// The first line of a session file: where the session began, and what else its frames depend on.
public struct SessionHeader: Hashable, Sendable, Codable {
  /// The form of session files that this program writes and reads.
  public static let currentFormat = 1
  /// How many digits of a store's SHA-256 are told.
  private static let hashLength = 12
  /// No list and no run has more rows.
  private static let largestPlace = 1_000_000_000

  /// The form of the file.
  public var format: Int
  /// The version of the program that wrote it.
  public var program: String
  /// The size of the screen.
  public var size: Size
  /// Whether more than ASCII was drawn.
  public var unicode: Bool
  /// The seeds of store-wide results, `FIRST:END`.
  public var seeds: String
  /// The beginning of the store's SHA-256; nil where a run of a trace file was shown.
  public var hash: String?
  /// The keys that were not the standard ones, by command.
  public var keys: [String: [String]]
  /// What was shown.
  public var state: ViewState

  private enum CodingKeys: String, CodingKey {
    case format = "session"
    case program, size, unicode, seeds, hash, keys, state
  }

  /// What begins with a model.
  public init(_ model: Model, program: String, seeds: String) {
    format = Self.currentFormat
    self.program = program
    self.seeds = seeds
    size = model.size
    unicode = model.glyphs.isUnicode
    state = model.state
    keys = model.keys.changes.mapValues { $0.map(\.name) }
    hash = model.trace == nil ? Self.hash(of: model.store) : nil
  }

  /// Reads a header.
  ///
  /// - Throws: `DecodingError`, also for a file of another form, which need not have the rest.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func refuse(_ key: CodingKeys, _ words: String) -> DecodingError {
      DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: words)
    }
    format = try values.decode(Int.self, forKey: .format)
    guard format == Self.currentFormat else {
      throw refuse(.format, "a session of form \(format); this program plays form \(Self.currentFormat)")
    }
    program = try values.decode(String.self, forKey: .program)
    guard let size = Size(cells: try values.decode([Int].self, forKey: .size)) else {
      throw refuse(.size, "a size is [columns, rows] from 1 to 1000")
    }
    self.size = size
    unicode = try values.decode(Bool.self, forKey: .unicode)
    seeds = try values.decode(String.self, forKey: .seeds)
    keys = try values.decodeIfPresent([String: [String]].self, forKey: .keys) ?? [:]
    hash = try values.decodeIfPresent(String.self, forKey: .hash)
    state = try values.decode(ViewState.self, forKey: .state)
    let places = [state.question, state.cursor, state.knobs.selection, state.questions.offset] + state.scroll.values
    guard places.allSatisfy((0...Self.largestPlace).contains) else {
      throw refuse(.state, "a place on the screen that there is not")
    }
  }

  /// Writes a header.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(format, forKey: .format)
    try values.encode(program, forKey: .program)
    try values.encode([size.width, size.height], forKey: .size)
    try values.encode(unicode, forKey: .unicode)
    try values.encode(seeds, forKey: .seeds)
    try values.encodeIfPresent(hash, forKey: .hash)
    if !keys.isEmpty { try values.encode(keys, forKey: .keys) }
    try values.encode(state, forKey: .state)
  }

  /// The keys that the session was recorded with; those that this program does not know are left out.
  public var keyMap: KeyMap {
    let changes = keys.sorted { $0.key < $1.key }.map { KeyMap.Change($0.key, $0.value.compactMap(Key.init(name:))) }
    return KeyMap.changed(by: changes).keys
  }

  /// The beginning of a store's SHA-256 as session files tell it; empty for a store of no file.
  public static func hash(of store: Store) -> String { String((store.sha256 ?? "").prefix(hashLength)) }
}
