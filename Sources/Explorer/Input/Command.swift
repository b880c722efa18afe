/// What a key, a click, an entry of help or a typed line asks for.
public enum Command: Hashable, Sendable {
  // Moving through the run.
  case step(Int), round(Int), event(Int), start, end, tenth(Int), play, faster, slower
  case setMark, jumpToMark, search, match(Int)
  // Another run.
  case beta(Double), tick(Int), answerTick(Int), question(Int), seed(Int), chooseController, chooseStore, chooseOther
  case grading, undo, redo
  // The wheel in one's own hands.
  case takeOver, act(HandVerb), chooseAction, chooseRun
  // The knobs.
  case top, bottom, override, release, releaseAll
  // The curves.
  case point(Int), pick, pickCurrent, openCase, measure, scope, frontier, intervals, ceilings, hideCurve, chooseCurves
  // Two runs.
  case divergence(Int), reconvergence, foldEqual, openAction, exchange
  // The questions.
  case sort, sortDirection, filter, openRun
  // Looking.
  case view(ViewKind), chooseView
  case move(Int), page(Int), halfPage(Int), focus(Int), zoom, chooseEvents, gold, hidden, questionText
  // The program.
  case copy, write, commandLine, help, close, quit, quitAlways, redraw, suspend

  /// The name under which a typed line and help know it.
  var name: String { Bindings.table.first { $0.command == self }?.name ?? "" }
}

/// The five actions as the user asks for them; those that need a branch go to the chosen one.
public enum HandVerb: String, Hashable, Sendable, CaseIterable {
  case branch, `continue`, probe, prune, answer
}

/// One line of the table of keys: from it come dispatch, hints, help and the man page.
public struct Binding: Sendable {
  /// The keys, any of which does it.
  public var keys: [Key]
  /// What they do.
  public var command: Command
  /// The name in the command line.
  public var name: String
  /// What they do, in words.
  public var help: String
  /// Where help lists it.
  public var section: Section
  /// The views in which the keys do it.
  public var views: Set<ViewKind>
  /// Whether they do it only while a run by hand is on the screen, where they go before others of the same keys.
  public var isByHand = false

  /// The parts of help.
  public enum Section: String, Sendable, CaseIterable {
    case hand = "By hand"
    case run = "Moving through the run"
    case other = "Another run"
    case knobs = "Knobs"
    case curves = "Curves"
    case diff = "Diff"
    case questions = "Questions"
    case look = "Looking"
    case program = "The program"
  }
}

/// The keys of all views before anybody changes them (``KeyMap``).
public enum Bindings {
  /// All of them in the order of help.
  public static let table: [Binding] =
    hand + moving + running + knobs + curves + diff + questions + views + looking + program

  /// Those of a view, in the order of help (see ``KeyMap/table(of:byHand:)``).
  public static func table(of view: ViewKind, byHand: Bool = false) -> [Binding] {
    KeyMap.standard.table(of: view, byHand: byHand)
  }

  /// A row of the table; without further words its keys work in every view.
  private static func bind(
    _ section: Binding.Section, _ keys: [Key], _ command: Command, _ name: String, _ help: String,
    in views: Set<ViewKind> = Set(ViewKind.allCases)
  ) -> Binding {
    Binding(keys: keys, command: command, name: name, help: help, section: section, views: views)
  }

  /// A row of the Step view, or of those in which a cursor walks the run.
  private static func move(
    _ keys: [Key], _ command: Command, _ name: String, _ help: String, in views: Set<ViewKind> = [.step]
  ) -> Binding {
    bind(.run, keys, command, name, help, in: views)
  }

  private static let walking: Set<ViewKind> = [.step, .diff]
  /// A row of the keys that act on a run by hand.
  private static func act(_ keys: [Key], _ command: Command, _ name: String, _ help: String) -> Binding {
    var binding = bind(.hand, keys, command, name, help, in: [.step])
    binding.isByHand = true
    return binding
  }

  private static let hand: [Binding] = [
    act([.plain("b")], .act(.branch), "branch", "BRANCH: open the next branch and advance it by an interval"),
    act([.plain("c")], .act(.continue), "continue", "CONTINUE: advance the chosen branch by an interval"),
    act([.plain("p")], .act(.probe), "probe", "PROBE: reveal the answer of the chosen branch at its depth"),
    act([.plain("x")], .act(.prune), "prune", "PRUNE: take the chosen branch out"),
    act([Key(.enter)], .act(.answer), "answer", "ANSWER: end the run with the winner of the vote"),
    act([.plain("A")], .chooseAction, "actions", "the five actions: cost of each, or why it is not possible"),
  ]

  private static let moving: [Binding] =
    [
      move([.plain("l"), Key(.right)], .step(1), "next", "one action on", in: walking),
      move([.plain("h"), Key(.left)], .step(-1), "back", "one action back", in: walking),
      move([.plain("L")], .step(10), "next-ten", "ten actions on", in: walking),
      move([.plain("H")], .step(-10), "back-ten", "ten actions back", in: walking),
      move([.plain(")")], .round(1), "next-round", "next round", in: walking),
      move([.plain("(")], .round(-1), "previous-round", "previous round", in: walking),
      move([.plain("]")], .event(1), "next-event", "next event: opening, prune, check, stop"),
      move([.plain("[")], .event(-1), "previous-event", "previous event"),
      move([.plain("e")], .chooseEvents, "events", "choose which events"),
      move([.plain("g"), Key(.home)], .start, "start", "start of the run", in: walking),
      move([.plain("G"), Key(.end)], .end, "end", "end of the run", in: walking),
    ]
    + (0...9).map { tenth in
      move(
        [.plain(Character("\(tenth)"))], .tenth(tenth), "tenth-\(tenth)",
        tenth == 0 ? "start of the run, as a tenth" : "\(tenth)0 % of the run", in: walking)
    } + [
      move([.plain(" ")], .play, "play", "play, pause"),
      move([.plain(">")], .faster, "faster", "play faster"),
      move([.plain("<")], .slower, "slower", "play slower"),
      move([.plain("/")], .search, "search", "search the actions"),
      move([.plain("n")], .match(1), "next-match", "next match"),
      move([.plain("N")], .match(-1), "previous-match", "previous match"),
      move([.plain("m")], .setMark, "mark", "set a mark, named by the next key"),
      move([.plain("'")], .jumpToMark, "jump", "jump to a mark, named by the next key"),
    ]

  private static let running: [Binding] = [
    bind(.other, [.plain("=")], .beta(0.01), "beta-up", "β up by 0.01"),
    bind(.other, [.plain("-")], .beta(-0.01), "beta-down", "β down by 0.01"),
    bind(.other, [.plain("+")], .beta(0.1), "beta-up-tenth", "β up by 0.1"),
    bind(.other, [.plain("_")], .beta(-0.1), "beta-down-tenth", "β down by 0.1"),
    bind(.other, [.plain(".")], .tick(1), "next-tick", "next β at which the decisions of this run change"),
    bind(.other, [.plain(",")], .tick(-1), "previous-tick", "previous such β"),
    bind(
      .other, [Key(.character("."), alt: true)], .answerTick(1), "next-answer-tick",
      "next β at which the answer of this run changes"),
    bind(
      .other, [Key(.character(","), alt: true)], .answerTick(-1), "previous-answer-tick", "previous β of that kind"),
    bind(.other, [.plain("}")], .question(1), "next-question", "next question"),
    bind(.other, [.plain("{")], .question(-1), "previous-question", "previous question"),
    bind(.other, [.plain("s")], .seed(1), "next-seed", "next seed"),
    bind(.other, [.plain("S")], .seed(-1), "previous-seed", "previous seed"),
    bind(.other, [.plain("c")], .chooseController, "choose-controller", "choose the controller"),
    bind(.other, [.control("o")], .chooseStore, "choose-store", "choose the store"),
    bind(.other, [.plain("d")], .chooseOther, "choose-other", "choose the run to compare with"),
    bind(.other, [.plain("a")], .grading, "grading", "whether answers are equal by bytes or by meaning"),
    bind(
      .other, [.plain("t")], .takeOver, "take-over", "take over here: go on by hand with the five actions", in: [.step]),
    bind(.other, [.control("t")], .chooseRun, "runs", "the runs by hand: reopen one"),
    bind(
      .other, [.plain("u")], .undo, "undo",
      "undo what changed the run; a row of β changes as one"),
    bind(.other, [.control("r")], .redo, "redo", "redo"),
  ]

  private static let knobs: [Binding] = [
    bind(.knobs, [.plain("x"), Key(.enter)], .override, "override", "set this knob by hand", in: [.knobs]),
    bind(.knobs, [.plain("X")], .release, "release", "give this knob back to its schedule or default", in: [.knobs]),
    bind(.knobs, [.plain("R")], .releaseAll, "release-all", "give back every knob set by hand", in: [.knobs]),
  ]

  /// A row of the Curves view.
  private static func curve(_ keys: [Key], _ command: Command, _ name: String, _ help: String) -> Binding {
    bind(.curves, keys, command, name, help, in: [.curves])
  }

  private static let curves: [Binding] = [
    curve([.plain("l"), Key(.right)], .point(1), "next-point", "read the next point of this curve"),
    curve([.plain("h"), Key(.left)], .point(-1), "previous-point", "read the previous point of this curve"),
    curve([.plain(" "), .plain("m")], .pick, "pick", "pick the point that is read, or drop it; two are compared"),
    curve([.plain("p")], .pickCurrent, "pick-current", "pick the setting under the hand, or drop it"),
    curve(
      [Key(.enter)], .openCase, "open-case", "pick; of two, show the run that tells them apart best"),
    curve([.plain("T")], .measure, "tokens", "total or sequential tokens"),
    curve([.plain("A")], .scope, "average", "this store, or the mean of search or held-out stores"),
    curve([.plain("F")], .frontier, "frontier", "the Pareto frontier"),
    curve([.plain("e")], .intervals, "intervals", "95 % intervals: none, a band, bars"),
    curve([.plain("O")], .ceilings, "ceilings", "bounds of legal controllers: oracle, pass@k, majority@k"),
    curve([.plain("x")], .hideCurve, "hide-curve", "switch off the curve that is read"),
    curve([.plain("X")], .chooseCurves, "choose-curves", "choose which curves are shown"),
  ]

  /// A row of the Diff view.
  private static func compare(_ keys: [Key], _ command: Command, _ name: String, _ help: String) -> Binding {
    bind(.diff, keys, command, name, help, in: [.diff])
  }

  private static let diff: [Binding] = [
    compare([.plain("n")], .divergence(1), "next-divergence", "where the runs part next"),
    compare([.plain("N")], .divergence(-1), "previous-divergence", "where they parted before"),
    compare([.plain("r")], .reconvergence, "reconvergence", "where they meet again"),
    compare([.plain("e")], .foldEqual, "fold", "fold equal steps, or show them all"),
    compare([.plain("x")], .exchange, "exchange", "exchange the sides"),
    compare([Key(.enter)], .openAction, "open-action", "this step in the Step view; of a fold, its steps"),
  ]

  private static let questions: [Binding] = [
    bind(
      .questions, [Key(.enter)], .openRun, "open-run", "show the run that disagrees most with the other seeds",
      in: [.questions]),
    bind(.questions, [.plain("o")], .sort, "sort", "sort by the next column", in: [.questions]),
    bind(.questions, [.plain("O")], .sortDirection, "sort-direction", "the other way round", in: [.questions]),
    bind(
      .questions, [.plain("/")], .filter, "filter", "list questions with these words in text or answers",
      in: [.questions]),
  ]

  private static let views: [Binding] =
    ViewKind.allCases.map { kind in
      bind(
        .look, [Key(.function(kind.number)), Key(.character(Character("\(kind.number)")), alt: true)], .view(kind),
        "view-\(kind.rawValue)", "\(kind.title): \(kind.meaning)")
    } + [bind(.look, [.plain("V")], .chooseView, "choose-view", "choose the view")]

  private static let looking: [Binding] = [
    bind(.look, [.plain("j"), Key(.down)], .move(1), "down", "down in the focused pane or list; the next curve"),
    bind(.look, [.plain("k"), Key(.up)], .move(-1), "up", "up in the focused pane or list; the previous curve"),
    bind(.look, [Key(.pageDown)], .page(1), "page-down", "a page down"),
    bind(.look, [Key(.pageUp)], .page(-1), "page-up", "a page up"),
    bind(.look, [.control("d")], .halfPage(1), "half-page-down", "half a page down"),
    bind(.look, [.control("u")], .halfPage(-1), "half-page-up", "half a page up"),
    bind(
      .look, [.plain("g"), Key(.home)], .top, "first", "the first of the list, or point of the curve",
      in: [.curves, .knobs, .questions]),
    bind(
      .look, [.plain("G"), Key(.end)], .bottom, "last", "the last of the list, or point of the curve",
      in: [.curves, .knobs, .questions]),
    bind(.look, [Key(.tab)], .focus(1), "next-pane", "focus the next pane", in: [.step]),
    bind(.look, [Key(.backTab)], .focus(-1), "previous-pane", "focus the previous pane", in: [.step]),
    bind(.look, [.plain("z")], .zoom, "zoom", "give the focused pane the whole screen, and back", in: [.step]),
    bind(.look, [.plain("v")], .gold, "gold", "mark the gold answer; in Questions also how many are right"),
    bind(.look, [.plain("f")], .hidden, "hidden", "show dimmed what the run has not seen yet", in: [.step]),
    bind(.look, [.plain("i")], .questionText, "question-text", "the question's text"),
  ]

  private static let program: [Binding] = [
    bind(.program, [.plain("y")], .copy, "copy", "copy the command that redraws this frame"),
    bind(.program, [.plain("w")], .write, "write", "write the picture or the data of this view to a file"),
    bind(.program, [.plain(":")], .commandLine, "command", "type a command"),
    bind(.program, [.plain("?")], .help, "help", "this help"),
    bind(.program, [Key(.escape)], .close, "close", "close what is on top; give a run by hand back"),
    bind(.program, [.plain("q")], .quit, "quit", "close what is on top, or quit"),
    bind(.program, [.control("c")], .quitAlways, "quit-always", "quit"),
    bind(.program, [.control("l")], .redraw, "redraw", "draw the screen anew"),
    bind(.program, [.control("z")], .suspend, "suspend", "suspend to the shell"),
  ]
}

extension Key {
  /// A key that types this character.
  static func plain(_ character: Character) -> Key { Key(.character(character)) }

  /// A character with Ctrl.
  static func control(_ character: Character) -> Key { Key(.character(character), control: true) }

  /// The name of the key as help writes it.
  public var name: String {
    let base =
      switch code {
      case .character(" "): "Space"
      case .character(let character): control ? String(character).uppercased() : String(character)
      case .up: "Up"
      case .down: "Down"
      case .left: "Left"
      case .right: "Right"
      case .home: "Home"
      case .end: "End"
      case .pageUp: "PgUp"
      case .pageDown: "PgDn"
      case .tab: "Tab"
      case .backTab: "Shift-Tab"
      case .enter: "Enter"
      case .escape: "Esc"
      case .backspace: "Backspace"
      case .delete: "Del"
      case .insert: "Ins"
      case .function(let number): "F\(number)"
      }
    return (control ? "Ctrl-" : "") + (alt ? "Alt-" : "") + base
  }
}
