/// The keys of all views as this user has them: from it come dispatch, hints, help, completion and the man page.
public struct KeyMap: Sendable {
  /// The keys of ``Bindings``, as nobody has changed them.
  public static let standard = KeyMap(Bindings.table)

  /// All lines in the order of help.
  public let table: [Binding]
  private var dispatch: [Place: [Key: Command]] = [:]

  /// Where keys differ: a view, with a run by hand on the screen or without.
  private struct Place: Hashable {
    var view: ViewKind
    var isByHand: Bool
  }

  private init(_ table: [Binding]) {
    self.table = table
    for view in ViewKind.allCases {
      for isByHand in [false, true] {
        let lines = self.table(of: view, byHand: isByHand)
        let keys = lines.flatMap { line in line.keys.map { ($0, line.command) } }
        dispatch[Place(view: view, isByHand: isByHand)] = Dictionary(keys, uniquingKeysWith: { first, _ in first })
      }
    }
  }

  /// The lines of a view, in the order of help; while a run by hand is on the screen, those that act on it too, and
  /// without the keys that these need.
  public func table(of view: ViewKind, byHand: Bool = false) -> [Binding] {
    let lines = table.filter { $0.views.contains(view) && (byHand || !$0.isByHand) }
    let taken = Set(lines.filter(\.isByHand).flatMap(\.keys))
    return lines.compactMap { line in
      guard !line.isByHand, !line.keys.isEmpty else { return line }
      var line = line
      line.keys.removeAll(where: taken.contains)
      return line.keys.isEmpty ? nil : line
    }
  }

  /// What a key does in a view.
  func command(for key: Key, in view: ViewKind, byHand: Bool) -> Command? {
    dispatch[Place(view: view, isByHand: byHand)]?[key]
  }

  /// The first key of a command in a view, by its name; the command as it is typed where it has no key.
  func name(of command: Command, in view: ViewKind, byHand: Bool) -> String {
    let line = table(of: view, byHand: byHand).first { $0.command == command }
    return line?.keys.first?.name ?? ":\(command.name)"
  }

  /// The names of the commands whose keys are not those of ``standard``, with theirs.
  public var changes: [String: [Key]] {
    let usual = Dictionary(uniqueKeysWithValues: Bindings.table.map { ($0.name, $0.keys) })
    return Dictionary(uniqueKeysWithValues: table.filter { usual[$0.name] != $0.keys }.map { ($0.name, $0.keys) })
  }
}

// MARK: Rebinding

extension KeyMap {
  /// Other keys for a command; none takes its keys away.
  public struct Change: Hashable, Sendable {
    /// The command by its name.
    public var name: String
    /// All of its keys.
    public var keys: [Key]

    /// Other keys for the command of a name.
    public init(_ name: String, _ keys: [Key]) {
      self.name = name
      self.keys = keys
    }
  }

  /// A change that cannot be, by its place among the changes, and why.
  public struct Fault: Hashable, Sendable {
    /// Which change, from 0.
    public var change: Int
    /// Why, in a line.
    public var words: String
  }

  /// The standard keys with changes, in all views that have the commands.
  ///
  /// A change is left out where it names no command, where one of its keys would do two things in a view, and where it
  /// would leave no way to quit.
  public static func changed(by changes: [Change]) -> (keys: KeyMap, faults: [Fault]) {
    var faults: [Fault] = []
    var accepted: [String: Int] = [:]
    for (index, change) in changes.enumerated() {
      if let words = refusal(of: change) {
        faults.append(Fault(change: index, words: words))
      } else if accepted[change.name] != nil {
        faults.append(Fault(change: index, words: "'\(change.name)' has its keys already"))
      } else {
        accepted[change.name] = index
      }
    }
    while true {
      let lines = Bindings.table.map { line in
        var line = line
        if let index = accepted[line.name] { line.keys = changes[index].keys }
        return line
      }
      guard let clash = clash(in: lines, accepted) else {
        return (KeyMap(lines), faults.sorted { $0.change < $1.change })
      }
      accepted[changes[clash.change].name] = nil
      faults.append(clash)
    }
  }

  /// The last change of those by which a key does two things in a view; without changes no key does.
  private static func clash(in lines: [Binding], _ accepted: [String: Int]) -> Fault? {
    var clashes: [Fault] = []
    // A line for runs by hand may have the key of another that is not.
    for (view, isByHand) in ViewKind.allCases.flatMap({ [($0, false), ($0, true)] }) {
      var owners: [Key: Binding] = [:]
      for line in lines where line.views.contains(view) && line.isByHand == isByHand {
        for key in line.keys {
          guard let owner = owners.updateValue(line, forKey: key) else { continue }
          let (one, other) = (accepted[owner.name] ?? -1, accepted[line.name] ?? -1)
          let keeper = one > other ? line : owner
          clashes.append(
            Fault(change: max(one, other), words: "\(key.name) is the key of '\(keeper.name)' in \(view.title)"))
        }
      }
    }
    return clashes.max { $0.change < $1.change }
  }

  /// Why a change cannot be, whatever the others are; nil if it can.
  private static func refusal(of change: Change) -> String? {
    guard let line = Bindings.table.first(where: { $0.name == change.name }) else {
      return "there is no command '\(change.name)'; 'autotts help keys' lists them"
    }
    if change.keys.count != Set(change.keys).count { return "'\(change.name)' has a key twice" }
    let fixed = Bindings.table.filter { [.quitAlways, .close].contains($0.command) && $0.name != change.name }
    if let owner = fixed.first(where: { !Set($0.keys).isDisjoint(with: change.keys) }), let key = owner.keys.first {
      return "\(key.name) stays the key of '\(owner.name)', so that there is always a way out"
    }
    switch line.command {
    case .quitAlways, .close: return "'\(change.name)' keeps its key, so that there is always a way out"
    case .quit where change.keys.isEmpty: return "'quit' needs a key"
    case .redraw, .suspend:
      // These work while a line is typed, too.
      if let key = change.keys.first(where: { !$0.control && !$0.alt && !$0.isFunctionKey }) {
        return "'\(change.name)' works while a line is typed, which \(key.name) is for; use Ctrl, Alt or F1 to F12"
      }
    default: break
    }
    return nil
  }
}

extension Key {
  fileprivate var isFunctionKey: Bool {
    if case .function = code { return true }
    return false
  }
}
