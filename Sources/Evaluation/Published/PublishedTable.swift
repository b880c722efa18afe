import Replay

/// The published main table (AutoTTS, Table 1), each cell beside what the stores at hand give.
public struct PublishedTable: Sendable {
  /// One cell: a controller on a model's benchmark, or on average over its held-out ones.
  public struct Cell: Sendable {
    /// What was published.
    public let published: PublishedFigure
    /// What the stores at hand give, printed in the same way; nil where one is not at hand.
    public let computed: PrintedFigures?

    /// Whether both are the same to the last digit; nil without a store.
    public var isReproduced: Bool? { computed.map { $0 == published.printed } }
  }

  /// The cells by model, then benchmark (the averages last), then controller.
  public let cells: [Cell]

  /// The table.
  ///
  /// - Parameter evaluation: what a controller given by its spec gives on `MODEL/BENCHMARK`; nil where the store is not
  ///   at hand.
  public init(evaluation: (_ store: String, _ spec: String) -> Evaluation?) {
    var cells = PublishedFigure.all.filter { $0.source == .table }.map { figure in
      Cell(
        published: figure,
        computed: evaluation(figure.place, figure.spec).map { PrintedFigures($0, like: figure.printed) })
    }
    for figure in PublishedFigure.all where figure.source == .average {
      let parts = cells.filter {
        $0.published.model == figure.model && $0.published.spec == figure.spec
          && Self.heldOut.contains($0.published.benchmark)
      }
      let known = parts.compactMap(\.computed)
      cells.append(
        Cell(published: figure, computed: known.count == parts.count ? PrintedFigures(meanOf: known) : nil))
    }
    self.cells = cells
  }

  /// The benchmarks that the averages are over; AIME24 was searched on.
  public static let heldOut: [String?] = ["aime25", "hmmt25"]

  /// The stores of the table.
  public static let stores = unique(PublishedFigure.all.filter { $0.source == .table }.map(\.place))

  /// The controllers of the table, as specs in the order of its rows.
  public static let specs = unique(PublishedFigure.all.filter { $0.source == .table }.map(\.spec))

  /// The columns: benchmarks, and nil for the average over the held-out ones.
  public var benchmarks: [String?] { Self.unique(cells.map(\.published.benchmark)) }

  /// The cell of a row and a column.
  public func cell(model: String, spec: String, benchmark: String?) -> Cell? {
    cells.first {
      $0.published.model == model && $0.published.spec == spec && $0.published.benchmark == benchmark
    }
  }

  /// The models in order.
  public var models: [String] { Self.unique(cells.map(\.published.model)) }

  /// How many cells have their stores at hand.
  public var comparedCount: Int { cells.count { $0.computed != nil } }

  /// How many of them are the same to the last digit.
  public var reproducedCount: Int { cells.count { $0.isReproduced == true } }

  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}
