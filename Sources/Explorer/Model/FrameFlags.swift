import Evaluation
import Replay

/// A flag of the command that draws a frame: what it says of the state, in both directions.
///
/// ``table`` is the one list of flags and the fields of ``ViewState`` behind them. What a frame shows and what is not in
/// the run that is shown is a row here; the program has an option of the same name (`ViewOptions`), and hands its text on.
public struct FrameFlag: Sendable {
  /// The name, without the two dashes.
  public let name: String
  /// The views whose frames it says something of.
  public let views: Set<ViewKind>
  /// Whether it stands alone, or else before a value.
  public let isSwitch: Bool
  private let write: @Sendable (ViewState, Catalog) -> [String]
  private let read: @Sendable (inout ViewState, String, Catalog) -> String?

  /// - Parameters:
  ///   - write: The values for a state; none where it is as in a new state. A flag that may be repeated has several.
  ///   - read: Takes a value into a state; what would be right where it cannot.
  private init(
    _ name: String, in views: Set<ViewKind>, isSwitch: Bool = false,
    write: @escaping @Sendable (ViewState, Catalog) -> [String],
    read: @escaping @Sendable (inout ViewState, String, Catalog) -> String?
  ) {
    self.name = name
    self.views = views
    self.isSwitch = isSwitch
    self.write = write
    self.read = read
  }

  /// The flag with each of its values as arguments; none where a state is as a new one.
  public func arguments(of state: ViewState, _ catalog: Catalog) -> [String] {
    let values = write(state, catalog)
    return values.flatMap { isSwitch ? ["--" + name] : FrameCommand.option(name, $0) }
  }

  /// Takes a value of the flag into a state; a switch takes any.
  ///
  /// - Throws: ``FrameFlagError`` that says which values there are.
  public func take(_ value: String, into state: inout ViewState, _ catalog: Catalog) throws(FrameFlagError) {
    guard let wanted = read(&state, value, catalog) else { return }
    throw FrameFlagError(description: "--\(name) \(wanted), not '\(value.madeSafe(limit: 60))'")
  }
}

/// A value of a flag that cannot be read; one line says what would be right.
public struct FrameFlagError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line.
  public let description: String
}

extension FrameFlag {
  /// All flags but those that determine the run, in the order in which they are written and read.
  public static let table: [FrameFlag] = step + diff + questions + knobs + curves

  /// The largest row that a list may be scrolled to.
  private static let lastRow = 1_000_000

  // MARK: - Step

  private static let step: [FrameFlag] = [
    flag("gold", in: Set(ViewKind.allCases), \.showsGold),
    choice("focus", in: [.step], \.focus),
    flag("zoom", in: [.step], \.isZoomed),
    flag("hidden", in: [.step], \.showsHidden),
    FrameFlag("events", in: [.step]) { state, _ in
      let kinds = EventKind.allCases.filter(state.events.contains).map(\.rawValue)
      return kinds.count == EventKind.allCases.count ? [] : [kinds.isEmpty ? "none" : kinds.joined(separator: ",")]
    } read: { state, text, _ in
      let names =
        switch text {
        case "none": [String]()
        case "all": EventKind.allCases.map(\.rawValue)
        default: text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
      let kinds = names.compactMap(EventKind.init(rawValue:))
      state.events = Set(kinds)
      return kinds.count == names.count ? nil : "is all, none, or some of \(list(EventKind.allCases)) with commas"
    },
    FrameFlag("scroll", in: [.step]) { state, _ in
      Pane.allCases.compactMap { pane in state.scroll[pane].map { "\(pane.rawValue)=\($0)" } }
    } read: { state, text, _ in
      let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let pane = Pane(rawValue: parts[0]), let row = Int(parts[1]), (0...lastRow).contains(row)
      else { return "is PANE=ROWS with a pane of \(list(Pane.allCases)), as in branches=3" }
      state.scroll[pane] = row
      return nil
    },
    FrameFlag("search", in: [.step]) { state, _ in
      state.search.isEmpty ? [] : [state.search]
    } read: { state, text, _ in
      state.search = text
      return nil
    },
  ]

  // MARK: - Diff

  private static let diff: [FrameFlag] = [
    FrameFlag("against", in: [.diff]) { state, _ in
      state.diff.right.map { [$0.description] } ?? []
    } read: { state, text, catalog in
      do {
        state.diff.right = try DiffSide(text, catalog: catalog)
        return nil
      } catch {
        return "is SPEC, SPEC@seed=S@question=Q or trace:FILE:LINE (\(error))"
      }
    },
    FrameFlag("row", in: [.diff]) { state, _ in
      state.diff.row.map { ["\($0 + 1)"] } ?? []
    } read: { state, text, _ in
      guard let row = Int(text), row > 0 else { return "counts rows of both columns from 1" }
      state.diff.row = row - 1
      return nil
    },
    flag("unfolded", in: [.diff], \.diff.showsEqual),
  ]

  // MARK: - Questions

  private static let questions: [FrameFlag] = [
    FrameFlag("sort", in: [.questions]) { state, _ in
      let column = state.questions.order.column
      return column == .number ? [] : [column.rawValue]
    } read: { state, text, _ in
      guard let column = QuestionColumn(rawValue: text) else { return "is one of \(list(QuestionColumn.allCases))" }
      state.questions.order = QuestionOrder(column)
      return nil
    },
    FrameFlag("reverse", in: [.questions], isSwitch: true) { state, _ in
      let order = state.questions.order
      return order.isDescending == order.column.beginsWithHighest ? [] : [""]
    } read: { state, _, _ in
      state.questions.order = QuestionOrder(state.questions.order.column, isReversed: true)
      return nil
    },
    FrameFlag("filter", in: [.questions]) { state, _ in
      state.questions.filter.isEmpty ? [] : [state.questions.filter]
    } read: { state, text, _ in
      state.questions.filter = text
      return nil
    },
    FrameFlag("top", in: [.questions]) { state, _ in
      state.questions.offset == 0 ? [] : ["\(state.questions.offset + 1)"]
    } read: { state, text, _ in
      guard let row = Int(text), (1...lastRow).contains(row) else { return "counts rows of the list from 1" }
      state.questions.offset = row - 1
      return nil
    },
  ]

  // MARK: - Knobs

  private static let knobs: [FrameFlag] = [
    FrameFlag("knob", in: [.knobs]) { state, catalog in
      let knobs = catalog[state.setting.family]?.knobs ?? []
      let index = min(max(0, state.knobs.selection), knobs.count - 1)
      return index > 0 ? [knobs[index].name] : []
    } read: { state, text, catalog in
      let names = catalog[state.setting.family]?.knobs.map(\.name) ?? []
      guard let index = names.firstIndex(of: text) else {
        return names.isEmpty
          ? "goes with a controller that has parameters" : "is one of \(names.joined(separator: ", "))"
      }
      state.knobs.selection = index
      return nil
    }
  ]

  // MARK: - Curves

  private static let curves: [FrameFlag] = [
    choice("tokens", in: [.curves], \.curves.measure), choice("average", in: [.curves], \.curves.scope),
    flag("frontier", in: [.curves], \.curves.showsFrontier), choice("intervals", in: [.curves], \.curves.intervals),
    flag("ceilings", in: [.curves], \.curves.showsCeilings),
    FrameFlag("hide", in: [.curves]) { state, _ in
      state.curves.hidden.sorted()
    } read: { state, text, catalog in
      guard catalog[text] != nil else {
        return "is the name of a controller: \(catalog.families.map(\.name).joined(separator: ", "))"
      }
      state.curves.hidden.insert(text)
      return nil
    },
    FrameFlag("point", in: [.curves]) { state, _ in
      state.curves.cursor.map { [$0.description] } ?? []
    } read: { state, text, catalog in
      setting(text, catalog) { state.curves.cursor = $0 }
    },
    FrameFlag("pick", in: [.curves]) { state, _ in
      state.curves.picked.map(\.description)
    } read: { state, text, catalog in
      guard state.curves.picked.count < 2 else { return "may be given twice" }
      return setting(text, catalog) { state.curves.picked.append($0) }
    },
  ]

  // MARK: - Forms

  /// A switch of a field that is off in a new state.
  private static func flag(
    _ name: String, in views: Set<ViewKind>, _ path: WritableKeyPath<ViewState, Bool> & Sendable
  ) -> FrameFlag {
    FrameFlag(name, in: views, isSwitch: true) { state, _ in
      state[keyPath: path] ? [""] : []
    } read: { state, _, _ in
      state[keyPath: path] = true
      return nil
    }
  }

  /// One of some names, of which a new state has a certain one.
  private static func choice<Value: RawRepresentable<String> & CaseIterable & Equatable & Sendable>(
    _ name: String, in views: Set<ViewKind>, _ path: WritableKeyPath<ViewState, Value> & Sendable
  ) -> FrameFlag {
    let usual = ViewState(store: "", setting: ControllerSetting(family: ""))[keyPath: path]
    let names = list(Value.allCases)
    return FrameFlag(name, in: views) { state, _ in
      state[keyPath: path] == usual ? [] : [state[keyPath: path].rawValue]
    } read: { state, text, _ in
      guard let value = Value(rawValue: text) else { return "is one of \(names)" }
      state[keyPath: path] = value
      return nil
    }
  }

  private static func setting(_ spec: String, _ catalog: Catalog, _ take: (ControllerSetting) -> Void) -> String? {
    do {
      take(try catalog.setting(spec))
      return nil
    } catch {
      return "is a controller (\(error))"
    }
  }

  private static func list<Value: RawRepresentable<String>>(_ values: some Collection<Value>) -> String {
    values.map(\.rawValue).joined(separator: ", ")
  }
}
