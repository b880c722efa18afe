import Replay

// MARK: - Moving through the run

extension Model {
  /// Does what the keys of the Step view ask for.
  mutating func performInStep(_ command: Command) {
    switch command {
    case .step(let change): go(to: state.cursor + change)
    case .round(let change): go(toRound: change)
    case .event(let change): go(toEvent: change)
    case .start: go(to: 0)
    case .end: go(to: walk.count)
    case .tenth(let tenth): go(to: walk.count * tenth / 10)
    case .play:
      if state.cursor == walk.count, !isPlaying { go(to: 0) }
      isPlaying.toggle()
    case .faster: changeSpeed(by: 1)
    case .slower: changeSpeed(by: -1)
    case .setMark: pendingKey = .setMark
    case .jumpToMark: pendingKey = .jumpToMark
    case .search: overlays.append(.prompt(Prompt(purpose: .search, text: "")))
    case .match(let change): findMatch(change)
    case .chooseEvents: pick(.events)
    case .move(let rows): scroll(by: rows)
    case .page(let pages): scroll(by: pages * max(1, focusedHeight - 1))
    case .halfPage(let halves): scroll(by: halves * max(1, focusedHeight / 2))
    case .focus(let change): moveFocus(by: change)
    case .zoom:
      state.isZoomed.toggle()
      keepFocusOnScreen()
    case .hidden: state.showsHidden.toggle()
    case .act(let verb): act(verb)
    case .chooseAction: chooseAction()
    default: break
    }
  }

  /// Moves the cursor; panes follow it again.
  mutating func go(to cursor: Int) {
    let target = min(max(0, cursor), walk.count)
    if target == state.cursor, cursor != target { isPlaying = false }
    state.cursor = target
    state.scroll = [:]
    anchor = nil
  }

  private mutating func go(toRound change: Int) {
    let walk = walk
    var index = state.cursor
    if change > 0 {
      let round = index > 0 ? walk.round(ofStep: index - 1) : -2
      while index < walk.count, walk.round(ofStep: index) <= round { index += 1 }
      go(to: min(index + 1, walk.count))
    } else {
      // Back to the first step of this round, or of the one before if it stands there.
      guard index > 0 else { return }
      func first(_ index: Int) -> Int {
        var index = index
        while index > 1, walk.round(ofStep: index - 2) == walk.round(ofStep: index - 1) { index -= 1 }
        return index
      }
      let start = first(index)
      index = start < index ? start : start > 1 ? first(start - 1) : 0
      go(to: index)
    }
  }

  private mutating func go(toEvent change: Int) {
    let kinds = state.events.compactMap { walk.events[$0] }
    let target =
      change > 0
      ? kinds.compactMap { $0.first { $0 + 1 > state.cursor } }.min()
      : kinds.compactMap { $0.last { $0 + 1 < state.cursor } }.max()
    guard let target else {
      notice = Notice(text: change > 0 ? "no further event" : "no earlier event", isError: false)
      return
    }
    go(to: target + 1)
  }

  mutating func advancePlay() {
    guard isPlaying else { return }
    // Faster than 50 pictures a second, several actions make a picture.
    go(to: state.cursor + max(1, Model.speeds[speed] / 50))
    if state.cursor == walk.count { isPlaying = false }
  }

  private mutating func changeSpeed(by change: Int) {
    speed = min(max(0, speed + change), Model.speeds.count - 1)
    notice = Notice(text: "\(Model.speeds[speed]) actions a second", isError: false)
  }

  mutating func mark(_ pending: PendingKey, _ key: Key) {
    guard case .character(let letter) = key.code, !key.control else { return }
    switch pending {
    case .setMark:
      marks[letter] = Anchor(walk: walk, cursor: state.cursor)
      notice = Notice(text: "mark \(letter) at action \(state.cursor)", isError: false)
    case .jumpToMark:
      guard let place = marks[letter] else {
        notice = Notice(text: "there is no mark \(letter)", isError: true)
        return
      }
      go(to: walk.cursor(meaning: place.cursor, in: place.walk))
    }
  }

  /// Goes to the next step in whose line the search text occurs.
  mutating func findMatch(_ change: Int) {
    let search = state.search
    guard !search.isEmpty else {
      notice = Notice(text: "nothing to search for; / asks", isError: false)
      return
    }
    let wanted = search.lowercased()
    var index = state.cursor - 1 + change
    while (0..<walk.count).contains(index) {
      if actionLine(ofStep: index).lowercased().contains(wanted) { return go(to: index + 1) }
      index += change
    }
    let safe = wording.answer(search, limit: 30)
    notice = Notice(text: change > 0 ? "no '\(safe)' from here on" : "no '\(safe)' before", isError: true)
  }
}

// MARK: - Looking

extension Model {
  private mutating func moveFocus(by change: Int) {
    let panes = StepLayout(size: size, state: state).focusable
    let index = panes.firstIndex(of: state.focus) ?? 0
    state.focus = panes[(index + change + panes.count) % panes.count]
  }

  /// Gives the focus to the matrix where the layout leaves the focused pane out.
  mutating func keepFocusOnScreen() {
    if !StepLayout(size: size, state: state).focusable.contains(state.focus) { state.focus = .branches }
  }

  private var focusedHeight: Int { StepLayout(size: size, state: state).height(of: state.focus) }

  /// Scrolls the focused pane; in the list of actions, that is the cursor.
  private mutating func scroll(by rows: Int) {
    switch state.focus {
    case .actions: go(to: state.cursor + rows)
    case .branches where isByHand: chooseBranch((state.hand?.branch ?? 0) + rows)
    case .branches:
      let (from, count) = branchRows
      scroll(.branches, to: from + rows, of: count)
    case .votes: scroll(.votes, to: (state.scroll[.votes] ?? 0) + rows, of: answerCount)
    case .signals: go(toRound: rows > 0 ? 1 : -1)
    case .plane: break
    }
  }

  /// Scrolls a pane that has a line of its own besides its rows, as far as its last row.
  private mutating func scroll(_ pane: Pane, to row: Int, of count: Int) {
    state.scroll[pane] = min(max(0, row), max(0, count - max(1, focusedHeight - 1)))
  }

  /// The first row of the branches' pane, and how many rows there are.
  private var branchRows: (from: Int, count: Int) {
    if let trace {
      let pane = StepLayout(size: size, state: state).panes.first { $0.pane == .branches }?.rect.size
      let inner = Size(width: (pane?.width ?? 2) - 2, height: (pane?.height ?? 2) - 2)
      return TraceBranchesPane.rows(TraceContext(self, trace), inner)
    }
    return (state.scroll[.branches] ?? BranchesPane.followingOffset(self, height: focusedHeight), openedCount)
  }

  /// How many answers the votes' pane may list.
  private var answerCount: Int {
    if let trace { return TraceVotesPane.votes(TraceContext(self, trace))?.counts.count ?? 0 }
    return run.legend.order.count + (run.legend.error == nil ? 0 : 1)
  }

  /// How many branches are open at the cursor.
  var openedCount: Int { run.recording.tracks.count { $0.openedAt < state.cursor } }
}
