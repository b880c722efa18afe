import Evaluation
import Replay

/// The two rows at the top: which run this is, with the β slider; where the cursor stands, and what came out.
enum HeaderBar {
  static func frame(_ context: StepContext, _ size: Size) -> Frame {
    var frame = Frame(size: size)
    let model = context.model
    frame.band(row: 0, .band)
    for part in firstRow(model) {
      frame.put(part.text, part.column, 0, Style(part.color, on: .band, part.attributes))
    }
    if let slider = slider(model) { drawSlider(slider, model, &frame) }
    drawPlace(context, &frame)
    return frame
  }

  private struct Part {
    var text: String
    var column: Int
    var color: Color = .standard
    var attributes: Style.Attributes = []
    var isStore = false
  }

  /// The texts of the first row with their places; as many as there is room for before the slider.
  private static func firstRow(_ model: Model) -> [Part] {
    let state = model.state
    let storeLimit = model.size.width < 60 ? 0 : model.size.width < 100 ? 20 : 40
    var texts: [Part] = []
    if storeLimit > 0 {
      let name = model.wording.answer(storeName(state.store), limit: storeLimit)
      texts.append(Part(text: name, column: 0, attributes: [.bold], isStore: true))
    }
    texts.append(Part(text: "Q\(state.question + 1)/\(model.store.questions.count)", column: 0, attributes: [.bold]))
    texts.append(Part(text: "seed \(state.seed)", column: 0))
    let rules = rules(model)
    if !rules.isEmpty { texts.append(Part(text: rules, column: 0, color: .orange, attributes: [.bold])) }
    let byHand =
      model.isByHand ? [Part(text: "BY HAND", column: 0, color: .yellow, attributes: [.bold, .reverse])] : []
    let others = (texts + byHand).reduce(1) { $0 + GlyphWidth.columns(of: $1.text) + 2 }
    let room = model.size.width - others - (state.setting.beta.map { sliderRoom($0) + widestSlider } ?? 1)
    texts.append(Part(text: controller(model, room), column: 0, color: .accent, attributes: [.bold]))
    texts += byHand
    var column = 1
    for index in texts.indices {
      texts[index].column = column
      column += GlyphWidth.columns(of: texts[index].text) + 2
    }
    return texts
  }

  /// The store's name; of a file's path its end, which tells most.
  private static func storeName(_ store: String) -> String {
    guard store.hasPrefix("/") else { return store }
    return store.split(separator: "/").suffix(2).joined(separator: "/")
  }

  /// Under which rules answers are counted, where it is not under the published ones; before the controller, lest it be
  /// cut off.
  private static func rules(_ model: Model) -> String {
    let rules = model.state.rules
    let isNarrow = model.size.width < 60 && rules.grading != .exact && rules.errors != .answer
    return isNarrow ? "\(rules.grading.rawValue), no ERR" : rules.words
  }

  /// The controller's name; one that runs with knobs set by hand says so, and where there is room which: one at least of a
  /// wide screen, those that change something first.
  private static func controller(_ model: Model, _ room: Int) -> String {
    let setting = model.state.setting
    let name = setting.family.uppercased()
    if setting.overrides.isEmpty { return name }
    let knobs = model.catalog[setting.family]?.knobs ?? []
    let usual = knobs.map { ($0.name, $0.value(beta: setting.beta ?? ControllerSetting.defaultBeta)) }
    let unchanged = Set(usual.filter { setting.overrides[$0.0] == $0.1 }.map(\.0))
    let sorted = setting.overrides.keys.sorted()
    let names = sorted.filter { !unchanged.contains($0) } + sorted.filter(unchanged.contains)
    let texts = names.map { " \($0)=\(ControllerSetting.text(setting.overrides[$0] ?? 0))" }
    let shown = (1...texts.count).map { count in
      name + "*" + texts.prefix(count).joined() + (count < texts.count ? " +\(texts.count - count)" : "")
    }
    return shown.last { $0.count <= room } ?? (model.size.width < 100 ? name + "*" : shown[0])
  }

  /// The columns of the slider at its widest.
  private static let widestSlider = 41

  /// The columns that go with the slider: a gap and "β 0 " before it, " 1  ", β and a space behind.
  private static func sliderRoom(_ beta: Double) -> Int { 2 + 4 + 5 + betaText(beta).count }

  /// Where the slider's track lies in the first row; nil without β or without room for one.
  static func slider(_ model: Model) -> Rect? {
    guard let beta = model.state.setting.beta, let last = firstRow(model).last else { return nil }
    let end = last.column + GlyphWidth.columns(of: last.text)
    let width = min(widestSlider, model.size.width - end - sliderRoom(beta))
    return width >= 5 ? Rect(column: end + 2 + 4, row: 0, width: width, height: 1) : nil
  }

  /// Whether the mouse is on the slider.
  static func sliderHit(_ model: Model, _ mouse: Mouse) -> Bool {
    slider(model).map { mouse.row == 0 && ($0.column - 1...$0.column + $0.width).contains(mouse.column) } ?? false
  }

  /// Whether the mouse is on the store's name.
  static func storeHit(_ model: Model, _ mouse: Mouse) -> Bool {
    guard mouse.row == 0, let part = firstRow(model).first(where: \.isStore) else { return false }
    return (part.column..<part.column + GlyphWidth.columns(of: part.text)).contains(mouse.column)
  }

  private static func drawSlider(_ slider: Rect, _ model: Model, _ frame: inout Frame) {
    guard let beta = model.state.setting.beta else { return }
    let glyphs = model.glyphs
    let style = Style(.muted, on: .band)
    frame.put("\(glyphs.beta) 0", slider.column - 4, 0, style)
    for column in 0..<slider.width { frame.put(glyphs.sliderLine, slider.column + column, 0, style) }
    drawTicks(model.ticks?.ticks ?? [], slider, glyphs, &frame)
    frame.put(glyphs.sliderStart, slider.column, 0, style)
    frame.put(glyphs.sliderEnd, slider.column + slider.width - 1, 0, style)
    let knob = Int((beta * Double(slider.width - 1)).rounded())
    frame.put(glyphs.sliderKnob, slider.column + knob, 0, Style(.accent, on: .band, [.bold]))
    let end = frame.put(" 1  ", slider.column + slider.width, 0, style)
    frame.put(betaText(beta), end, 0, Style(.accent, on: .band, [.bold]))
  }

  /// Marks where the decisions of the run change, a larger one where the answer does.
  private static func drawTicks(_ ticks: [BetaTick], _ slider: Rect, _ glyphs: Glyphs, _ frame: inout Frame) {
    for isLarge in [false, true] {
      for tick in ticks where tick.changesAnswer == isLarge {
        let column = slider.column + Int((tick.beta * Double(slider.width - 1)).rounded())
        let mark = isLarge ? glyphs.sliderAnswerTick : glyphs.sliderTick
        frame.put(mark, column, 0, isLarge ? Style(.yellow, on: .band, [.bold]) : Style(.muted, on: .band))
      }
    }
  }

  /// β with two decimals, or as many as it has.
  static func betaText(_ beta: Double) -> String {
    let hundredths = (beta * 100).rounded()
    guard abs(beta * 100 - hundredths) < 1e-9 else { return ControllerSetting.text(beta) }
    let cents = Int(hundredths)
    return "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
  }

  private static func drawPlace(_ context: StepContext, _ frame: inout Frame) {
    let model = context.model
    let tabs = TabBar.draw(model, &frame)
    let answers = answers(context)
    func columns(_ parts: [Words]) -> Int { parts.reduce(0) { $0 + context.wording.columns($1.text) } }
    // Fewer words for the place before none for the answer.
    let least = answers.map(columns).min() ?? 0
    var places = [whereabouts(context, isNarrow: model.size.width < 60, leavingOut: 0)]
    for count in 0...2 { places.append(whereabouts(context, isNarrow: true, leavingOut: count)) }
    let room = tabs - least
    let place = places.first { 1 + columns($0) + 2 * $0.count < room } ?? places[3]
    var column = 1
    for part in place where column + context.wording.columns(part.text) < tabs {
      column = frame.put(part.text, column, 1, part.style) + 2
    }
    column = drawAnswer(
      answers.first { column + columns($0) < tabs } ?? answers.last ?? [], from: column, to: tabs - 1, context, &frame)
    guard let tick = model.tickAtBeta else { return }
    let change = "tick here: " + model.words(of: tick)
    if column + 2 + context.wording.columns(change) < tabs { frame.put(change, column + 2, 1, Style(.yellow)) }
  }

  /// Some words in a style.
  private typealias Words = (text: String, style: Style)

  /// Where the cursor stands, without the round or without the tokens too.
  private static func whereabouts(_ context: StepContext, isNarrow: Bool, leavingOut count: Int) -> [Words] {
    let model = context.model
    let lastRound = context.run.recording.steps.last?.round ?? -1
    let round = context.step?.round ?? -1
    var texts: [Words] = []
    if HeaderBar.slider(model) == nil, let beta = model.state.setting.beta {
      texts.append(("\(context.glyphs.beta) \(betaText(beta))", Style(.accent, [.bold])))
    }
    let tokens = context.wording.tokens(context.now.tokens)
    let place = "\(model.state.cursor)/\(context.run.count)"
    let roundText = (round < 0 ? context.glyphs.horizontal : "\(round)") + "/\(lastRound)"
    texts.append((isNarrow ? place : "action " + place, Style(.standard, [.bold])))
    if lastRound >= 0, count < 1 { texts.append(((isNarrow ? "r " : "round ") + roundText, .plain)) }
    if count < 2 { texts.append((model.size.width < 96 ? tokens : tokens + " tokens", .plain)) }
    if model.isPlaying { texts.append(("\(context.glyphs.play) \(Model.speeds[model.speed])/s", Style(.accent))) }
    return texts
  }

  /// The answer so far, or at the end with whether it is right: in full, and in fewer words.
  private static func answers(_ context: StepContext) -> [[Words]] {
    let isAtEnd = context.model.state.cursor == context.run.count && context.run.recording.hasEnded
    guard let answer = isAtEnd ? context.run.recording.answer : context.winner else {
      guard isAtEnd else { return ["no answer yet", "none yet", "none"].map { [($0, Style(.muted))] } }
      return ["no answer ", "none "].map { [($0 + context.glyphs.wrong, Style(.wrong, [.bold]))] }
    }
    let isRight = answer == context.question.gold
    let name = (context.name(of: answer, limit: 24), context.style(of: answer, isWinner: isAtEnd))
    guard isAtEnd else { return [[("so far ", Style(.muted)), name], [name]] }
    let style = Style(isRight ? .right : .wrong, [.bold])
    let mark = (" " + (isRight ? context.glyphs.right : context.glyphs.wrong), style)
    let sign = (" " + context.wording.mark(isCorrect: isRight), style)
    return [[("answer ", Style(.muted)), name, mark], [name, mark], [name, sign]]
  }

  /// Draws an answer so that what comes last, whether it is right, is there even where its text is not all.
  private static func drawAnswer(
    _ parts: [Words], from start: Int, to end: Int, _ context: StepContext, _ frame: inout Frame
  ) -> Int {
    var column = start
    for (index, part) in parts.enumerated() {
      let after = parts[(index + 1)...].reduce(0) { $0 + context.wording.columns($1.text) }
      column = frame.putFitting(part.text, column, 1, part.style, context.glyphs, limit: end - after)
    }
    return column
  }
}
