import ArgumentParser
import Explorer
import Replay

/// How a run or a store is looked at: the flags that `explore` and `show` share beside those of the run.
///
/// Each is a row of `FrameFlag.table`, which knows what its text means; here are the names and the help.
struct ViewOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many actions have been taken; for show the end if left out.", valueName: "k"))
  var step: Int?

  @Flag(help: "Mark the gold answer.")
  var gold = false

  @Option(help: ArgumentHelp("The focused pane: branches, signals, votes, actions or plane.", valueName: "pane"))
  var focus: String?

  @Flag(help: "Give the focused pane the whole body.")
  var zoom = false

  @Flag(help: "Show dimmed what the run has not seen yet.")
  var hidden = false

  @Option(
    help: ArgumentHelp(
      "What [ and ] stop at: none, or some of openings, prunes, checks, stop with commas. (default: all)",
      valueName: "kinds"))
  var events: String?

  @Option(
    help: ArgumentHelp(
      "How far a pane is scrolled, as in branches=3, in place of following the cursor; may be repeated.",
      valueName: "pane=rows"))
  var scroll: [String] = []

  @Option(parsing: .unconditional, help: ArgumentHelp("What n and N look for.", valueName: "words"))
  var search: String?

  @Option(
    help: ArgumentHelp(
      "What to compare with: a controller such as cmc:beta=0.6, with a seed or question of its own after @seed= or "
        + "@question=; trace:FILE:LINE; or hand:NAME.", valueName: "side"))
  var against: String?

  @Option(help: ArgumentHelp("The row of both columns under the cursor, from 1.", valueName: "row"))
  var row: String?

  @Flag(help: "Show equal steps instead of folding them.")
  var unfolded = false

  @OptionGroup var list: QuestionListOptions

  @Option(help: ArgumentHelp("The first row of the list of questions on the screen, from 1.", valueName: "row"))
  var top: String?

  @Option(help: ArgumentHelp("The chosen knob.", valueName: "name"))
  var knob: String?

  @Option(help: ArgumentHelp("The tokens that curves lie over: total or sequential.", valueName: "measure"))
  var tokens: String?

  @Option(
    help: ArgumentHelp(
      "The stores whose mean curves show: store, search or held-out, of the open store's directory.",
      valueName: "stores"))
  var average: String?

  @Flag(help: "Draw the Pareto frontier.")
  var frontier = false

  @Option(help: ArgumentHelp("The 95 % intervals of curves: hidden, band or bars.", valueName: "form"))
  var intervals: String?

  @Flag(help: "Draw what no legal controller attains.")
  var ceilings = false

  @Option(help: ArgumentHelp("A controller whose curve is switched off; may be repeated.", valueName: "name"))
  var hide: [String] = []

  @Option(help: ArgumentHelp("The setting whose point of a curve is read.", valueName: "spec"))
  var point: String?

  @Option(help: ArgumentHelp("A setting picked for a comparison; may be given twice.", valueName: "spec"))
  var pick: [String] = []

  func validate() throws {
    if let step, step < 0 { throw ValidationError("--step counts from 0, not \(step)") }
  }

  /// The flags given, with their values.
  private var given: [String: [String]] {
    func one(_ value: String?) -> [String] { value.map { [$0] } ?? [] }
    func flag(_ isOn: Bool) -> [String] { isOn ? [""] : [] }
    return [
      "gold": flag(gold), "focus": one(focus), "zoom": flag(zoom), "hidden": flag(hidden), "events": one(events),
      "scroll": scroll, "search": one(search), "against": one(against), "row": one(row),
      "unfolded": flag(unfolded), "sort": one(list.sort?.rawValue), "reverse": flag(list.reverse),
      "filter": one(list.filter), "top": one(top), "knob": one(knob), "tokens": one(tokens), "average": one(average),
      "frontier": flag(frontier), "intervals": one(intervals), "ceilings": flag(ceilings), "hide": hide,
      "point": one(point), "pick": pick,
    ]
  }

  /// Whether none was given.
  var isEmpty: Bool { step == nil && given.values.allSatisfy(\.isEmpty) }

  /// Refuses flags that say nothing of a view.
  func check(in view: ViewKind) throws {
    let given = given
    for flag in FrameFlag.table where !flag.views.contains(view) && given[flag.name]?.isEmpty == false {
      let views = ViewKind.allCases.filter(flag.views.contains).map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--\(flag.name) goes with the view \(views)")
    }
  }

  /// Takes all that is given into a state.
  ///
  /// - Throws: ``Failure`` 64 for a value that says nothing.
  func apply(to state: inout ViewState, _ catalog: Catalog) throws(Failure) {
    let given = given
    do {
      for flag in FrameFlag.table {
        for value in given[flag.name] ?? [] { try flag.take(value, into: &state, catalog) }
      }
    } catch {
      throw Failure(.usage, error.description)
    }
  }
}

extension ViewKind: ExpressibleByArgument {}
