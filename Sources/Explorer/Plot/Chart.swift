import Evaluation

/// Accuracy over tokens as plain data: what the Curves view, `autotts curve` and its pictures show.
///
/// The token axis is logarithmic, the accuracy axis linear. Text of any origin is made safe where it is drawn.
public struct Chart: Hashable, Sendable {
  /// What is shown, such as the store, grading and seeds; may be empty.
  public var title: String
  /// What the token axis measures.
  public var tokensTitle: String
  /// What the accuracy axis measures.
  public var accuracyTitle: String
  /// The curves in the order of the legend, those that are switched off included.
  public var series: [Series]
  /// Bounds that no legal controller attains.
  public var ceilings: [Ceiling]
  /// The Pareto frontier in the order of its tokens; empty for none.
  public var frontier: [Point]
  /// The setting under the hand.
  public var current: Current?
  /// The point that is read.
  public var cursor: Place?
  /// The points picked for a comparison, two at most.
  public var picked: [Place]

  /// A chart of some curves; everything else can be set afterwards.
  public init(
    title: String = "", tokensTitle: String = "total tokens", accuracyTitle: String = "accuracy %",
    series: [Series] = [], ceilings: [Ceiling] = [], frontier: [Point] = []
  ) {
    self.title = title
    self.tokensTitle = tokensTitle
    self.accuracyTitle = accuracyTitle
    self.series = series
    self.ceilings = ceilings
    self.frontier = frontier
    picked = []
  }

  /// One setting's result.
  public struct Point: Hashable, Sendable {
    /// Mean tokens a run; drawn where from 1 to 10¹⁵.
    public var tokens: Double
    /// Accuracy in percent; drawn where finite.
    public var accuracy: Double
    /// The setting: `β 0.5`, `n 16`.
    public var label: String
    /// The accuracy's confidence interval.
    public var interval: Interval?
    /// The setting with its figures by every measure; nil for a point that is no setting's.
    public var result: OperatingPoint?

    /// A point, with its interval where that is known.
    public init(tokens: Double, accuracy: Double, label: String, interval: Interval? = nil) {
      self.tokens = tokens
      self.accuracy = accuracy
      self.label = label
      self.interval = interval
    }
  }

  /// A confidence interval of an accuracy, both ends in percent.
  public struct Interval: Hashable, Sendable {
    /// The ends.
    public var low, high: Double
    /// An interval; either end may be anything, and is drawn only where both are finite.
    public init(low: Double, high: Double) {
      self.low = low
      self.high = high
    }
  }

  /// How a curve's intervals are drawn.
  public enum IntervalStyle: Hashable, Sendable {
    /// Not at all, as a bar at each point, as a band around the curve.
    case hidden, bars, band
  }

  /// One controller's curve: its points in the order of its setting, joined by lines.
  public struct Series: Hashable, Sendable {
    /// What it is known by, unique in the chart.
    public var id: String
    /// Its name in the legend.
    public var name: String
    /// Its mark and colour.
    public var look: ChartLook
    /// Its points, neighbours joined.
    public var points: [Point]
    /// Whether it is switched on.
    public var isShown = true
    /// How its intervals are drawn.
    public var intervals = IntervalStyle.hidden
    /// Whether newer results are under way; it is dimmed until they are there.
    public var isStale = false

    /// A curve that is shown.
    public init(id: String, name: String, look: ChartLook, points: [Point]) {
      self.id = id
      self.name = name
      self.look = look
      self.points = points
    }
  }

  /// A bound that no legal controller attains: an oracle's curve, or one accuracy whatever the tokens.
  public struct Ceiling: Hashable, Sendable {
    /// Its name; the legend adds that it is not attainable.
    public var name: String
    /// One point for a level across the chart, several for a curve.
    public var points: [Point]

    /// A bound along these points.
    public init(name: String, points: [Point]) {
      self.name = name
      self.points = points
    }

    /// A bound at one accuracy, in percent.
    public init(name: String, accuracy: Double) {
      self.init(name: name, points: [Point(tokens: .nan, accuracy: accuracy, label: "")])
    }
  }

  /// The mark of the setting under the hand, which need not be a point of its curve.
  public struct Current: Hashable, Sendable {
    /// The id of its curve, whose colour it has.
    public var series: String
    /// Where it lies.
    public var point: Point
    /// Whether it is of an earlier setting; it is dimmed until the new result is there.
    public var isStale: Bool

    /// The mark of a setting.
    public init(series: String, point: Point, isStale: Bool = false) {
      self.series = series
      self.point = point
      self.isStale = isStale
    }
  }

  /// A point of a curve.
  public struct Place: Hashable, Sendable {
    /// The curve's id.
    public var series: String
    /// The point's index in it.
    public var point: Int

    /// A curve's point.
    public init(series: String, point: Int) {
      self.series = series
      self.point = point
    }
  }

  /// The curve with this id.
  public func series(_ id: String) -> Series? { series.first { $0.id == id } }

  /// What lies at a place; nil where there is no such point.
  public func point(at place: Place) -> Point? {
    guard let points = series(place.series)?.points, points.indices.contains(place.point) else { return nil }
    return points[place.point]
  }
}

/// The mark and colour of a curve, so that neither has to be told by the other.
public struct ChartLook: Hashable, Sendable {
  /// Its number; looks repeat after `count`.
  public let index: Int
  /// The mark where there is only ASCII; nil for the one of its number.
  public let letter: Character?

  /// The look with this number, such as a controller's place in the catalog.
  public init(_ index: Int, letter: Character? = nil) {
    self.index = (index % Self.count + Self.count) % Self.count
    self.letter = letter
  }

  /// A capital letter for each of some names, of its own letters where the names before it have left one; `O` is the
  /// mark of the setting under the hand.
  package static func letters(of names: [String]) -> [Character?] {
    let all = Array("ABCDEFGHIJKLMNPQRSTUVWXYZ")
    var free = Set(all)
    return names.map { name in
      guard let letter = (name.uppercased() + String(all)).first(where: free.contains) else { return nil }
      return free.remove(letter)
    }
  }

  /// How many there are.
  public static let count = 16

  private static let unicodeMarks = Array("◆●▲■▼★✚⬢◇○△□▽☆✛⬡")
  private static let asciiMarks = Array("*o^#vx@%$samwqze")

  /// The mark in cells.
  public func mark(_ glyphs: Glyphs) -> String {
    String(glyphs.isUnicode ? Self.unicodeMarks[index] : letter ?? Self.asciiMarks[index])
  }

  /// The colour; hollow marks have another than the filled ones of the same shape.
  public var color: Color { Color.answers[(index + index / 8 * 3) % Color.answers.count] }
}
