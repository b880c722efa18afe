import Replay

// What can stand on the right of a diff.
extension Model {
  /// What stands on the right.
  public var otherSide: DiffSide { state.diff.right ?? usualOther }

  /// What stands there unless something else was chosen: a tenth of β more (at most 1, else a tenth less); for a
  /// controller without β the last that has one; for a run of a trace file, the same run made anew.
  var usualOther: DiffSide {
    if let setting = trace.flatMap({ $0.run.setting(catalog) }) {
      return .controller(setting, seed: nil, question: nil)
    }
    var setting = state.setting
    if let beta = setting.beta {
      setting.beta = Model.beta(beta, changedBy: beta >= 1 ? -0.1 : 0.1)
    } else if let family = catalog.families.last(where: \.hasBeta) {
      setting = family.defaultSetting
    }
    return .controller(setting, seed: nil, question: nil)
  }

  /// The sides that the list of `d` offers, with what they are.
  var offeredSides: [(side: DiffSide, words: String)] {
    if let trace { return offeredLines(besides: trace) }
    var offered: [(DiffSide, String)] = []
    func offer(_ setting: ControllerSetting, seed: UInt64? = nil, _ words: String) {
      let side = DiffSide.controller(setting, seed: seed, question: nil)
      guard !offered.contains(where: { $0.0 == side }) else { return }
      offered.append((side, words))
    }
    if let last = history.past.last(where: { $0.store == state.store && $0.trace == nil && $0.setting != state.setting }
    ) {
      offer(last.setting, "the setting before this one")
    }
    if isByHand { offer(state.setting, "the controller that it was taken over from") }
    for run in handMemory.book.listed where run.base.store == state.store && run.id != state.hand?.id {
      let place = "Q\(run.base.question + 1) seed \(run.base.seed)"
      offered.append((.hand(name: run.handle), "by hand, \(place), \(wording.tokens(run.result.tokens)) tokens"))
    }
    if let beta = state.setting.beta {
      for change in [0.1, -0.1, 0.01, -0.01] {
        var setting = state.setting
        setting.beta = Model.beta(beta, changedBy: change)
        if setting.beta != beta { offer(setting, "\(glyphs.beta) \(change > 0 ? "up" : "down")") }
      }
    }
    if !state.setting.overrides.isEmpty {
      var setting = state.setting
      setting.overrides = [:]
      offer(setting, "without knobs set by hand")
    }
    if state.seed < .max { offer(state.setting, seed: state.seed + 1, "the next seed") }
    for family in catalog.families where family.name != state.setting.family {
      var setting = family.defaultSetting
      if family.hasBeta { setting.beta = state.setting.beta ?? lastBeta }
      offer(setting, family.meaning)
    }
    return offered.map { (side: $0.0, words: $0.1) }
  }

  /// The file's other runs of the same question under the same seed.
  private func offeredLines(besides trace: TracedRun) -> [(side: DiffSide, words: String)] {
    let anew = trace.run.setting(catalog).map { DiffSide.controller($0, seed: nil, question: nil) }
    let offered = anew.map { [(side: $0, words: "the same run made anew on its store")] } ?? []
    guard let outline = traceOutline else { return offered }
    let runs = outline.entries.filter {
      $0.question == trace.run.questionIndex && $0.seed == trace.run.shuffleSeed && $0.line != trace.place.line
    }
    return offered
      + runs.map { entry in
        let setting = outline.settings[entry.setting]
        let words = "\(setting.method) \(setting.description)"
        return (side: .trace(file: trace.place.file, line: entry.line), words: wording.answer(words, limit: 60))
      }
  }

  /// A side in a few words, with what of it is other than on the left.
  func name(of side: DiffSide, limit: Int) -> String {
    switch side {
    case .controller(let setting, let seed, let question):
      let parts =
        [SettingWording.text(setting, catalog)]
        + (question.map { $0 == state.question ? [] : ["Q\($0 + 1)"] } ?? [])
        + (seed.map { $0 == state.seed ? [] : ["seed \($0)"] } ?? [])
      return glyphs.safe(parts.joined(separator: " "), limit: limit)
    case .hand(let name): return "by hand: " + wording.answer(name, limit: max(8, limit - 9))
    case .trace(let file, let line):
      let name = file.split(separator: "/").last.map(String.init) ?? file
      return wording.answer(name, limit: Swift.max(8, limit - 10)) + (line.map { " line \($0)" } ?? "")
    }
  }
}

extension TraceRun {
  /// The setting that made this run, where its description says so in a controller's and knobs' names of the catalog: as
  /// `cmc:beta=0.5`, or as published files have it, `cmc | config={'beta': 0.5}`.
  func setting(_ catalog: Catalog) -> ControllerSetting? {
    var spec = description
    if let config = description.firstRange(of: " | config=") {
      let knobs = description[config.upperBound...].filter { !"{}' ".contains($0) }.map { $0 == ":" ? "=" : $0 }
      spec = description[..<config.lowerBound] + (knobs.isEmpty ? "" : ":" + String(knobs))
    }
    guard let setting = try? catalog.setting(spec), catalog[setting.family]?.className == method else { return nil }
    return setting
  }
}
