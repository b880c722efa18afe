import Evaluation
import Explorer

/// What `table` tells of the tokens that controllers save against SC on the held-out benchmarks.
struct SavingsReport {
  /// A controller's savings in percent.
  struct Row: Encodable {
    var controller: String
    /// From the printed cells of the published table.
    var published: Double
    /// From the stores at hand, and the printed cells of the others; nil where no store is at hand.
    var computed: Nullable<Double>

    enum CodingKeys: String, CodingKey {
      case controller
      case published = "published_percent"
      case computed = "percent"
    }
  }

  /// What controllers are measured against.
  static let reference = "sc:max_samples=64"
  /// The figure in the paper's text.
  static let printed = "published: 69.5 % for cmc:beta=0.5, the mean over models and benchmarks, cut"

  /// The controllers of the table but the reference, in its order.
  let rows: [Row]
  /// How many pairs of a model and a held-out benchmark have their stores at hand, of how many.
  let atHand, pairs: Int

  init(_ table: PublishedTable) {
    let places = table.cells.filter {
      $0.published.benchmark != nil && PublishedTable.heldOut.contains($0.published.benchmark)
        && $0.published.spec == Self.reference
    }
    let atHand = places.count { $0.computed != nil }
    (self.atHand, pairs) = (atHand, places.count)
    rows = PublishedTable.specs.filter { $0 != Self.reference }.compactMap { spec in
      let saved = { table.heldOutTokensSaved(by: spec, against: Self.reference, usesStores: $0) }
      guard let published = saved(false) else { return nil }
      return Row(controller: spec, published: published, computed: Nullable(atHand > 0 ? saved(true) : nil))
    }
  }

  /// For people: a line a controller.
  func text(_ wording: Wording, label: (String) -> String) -> String {
    var table = TextTable([
      .text("held-out"), .number("tokens saved against SC %"), .number("from published cells"),
    ])
    for row in rows {
      table.add([
        wording.plain(label(row.controller)), row.computed.value.map { wording.fixed($0, places: 2) } ?? "-",
        wording.fixed(row.published, places: 2),
      ])
    }
    let stores =
      atHand == 0
      ? "no store of a held-out benchmark at hand"
      : "stores at hand for \(atHand) of \(pairs) pairs of model and benchmark"
        + (atHand < pairs ? ", published cells for the others" : "")
    return table.text(wording) + "\(Self.printed)\n\(stores)\n\n"
  }
}
