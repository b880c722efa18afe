/// The background work under way or done, one job a kind.
struct Jobs: Sendable {
  private var current: [Work.Kind: Job] = [:]
  private var lastGeneration = 0

  /// The jobs to begin and to cancel so that what is wanted is under way, or done; work begun or done is not begun again.
  mutating func follow(_ wanted: [Work]) -> [Effect] {
    Work.Kind.allCases.compactMap { kind in
      let work = wanted.first { $0.kind == kind }
      guard work != current[kind]?.work else { return nil }
      guard let work else {
        current[kind] = nil
        return .cancel(kind)
      }
      lastGeneration += 1
      let job = Job(work: work, generation: lastGeneration)
      current[kind] = job
      return .begin(job)
    }
  }

  /// Whether findings of a number are still asked for.
  func isCurrent(_ generation: Int) -> Bool { current.values.contains { $0.generation == generation } }

  /// The kind of the job of a number; nil where another has taken its place.
  func kind(of generation: Int) -> Work.Kind? { current.first { $0.value.generation == generation }?.key }
}

extension Model {
  /// The work whose findings the screen shows at this moment.
  var wantedWork: [Work] {
    var wanted: [Work] = []
    if let sideQuery, memory.side?.query != sideQuery { wanted.append(.side(sideQuery)) }
    if trace == nil, let family, family.hasBeta { wanted.append(.ticks(TickQuery(state, question, family))) }
    return wanted + wantedStoreWideWork
  }

  /// Begins what the screen asks for now and cancels what it no longer does; what had been found for another run goes.
  mutating func followWork() -> [Effect] {
    if state.view == .curves { memory.isFollowed = true }
    followDiff()
    memory.note(state.setting, on: storeWideKey)
    let effects = jobs.follow(wantedWork)
    for effect in effects {
      switch effect {
      case .begin(let job): forget(job.work.kind)
      case .cancel(let kind): forget(kind)
      default: break
      }
    }
    return effects
  }

  private mutating func forget(_ kind: Work.Kind) {
    switch kind {
    case .ticks: ticks = nil
    case .curve: memory.progress = 0
    // What these find is kept under what it was asked for.
    case .stores, .mark, .comparison, .ceilings, .side: break
    }
  }

  /// Takes in what a job has found.
  mutating func take(_ finding: Finding, generation: Int) {
    guard jobs.isCurrent(generation) else { return }
    switch finding {
    case .ticks(let ticks): self.ticks = ticks
    case .storesFailed(let line):
      notice = Notice(text: line.madeSafe(ascii: !glyphs.isUnicode), isError: true)
      state.curves.scope = .store
    case .side(.success(let run), let query):
      guard case .line = query.source else { return memory.take(finding) }
      // From here on by its full path and its line, as a copied command is to name it.
      let place = run.place
      if sideQuery == query { state.diff.right = .trace(file: place.file, line: place.line) }
      memory.take(.side(.success(run), SideQuery(line: place, of: sideShelf)))
    default: memory.take(finding)
    }
  }

  /// The same with all background work done: what a frame shows that nobody waits for.
  public func settled() async throws -> Model {
    var model = self
    var pending = model.followWork()
    while let effect = pending.popLast() {
      guard case .begin(let job) = effect else { continue }
      let mailbox = Mailbox()
      try await job.perform { mailbox.post($0) }
      for message in mailbox.takeAll() { pending += model.update(message) }
    }
    return model
  }
}
