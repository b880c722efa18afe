extension PublishedTable {
  /// The tokens that a controller saves against another one on the held-out benchmarks, in percent: the mean over models
  /// and benchmarks of 1 − tokens / tokens of the other.
  ///
  /// Published for `cmc:beta=0.5` against `sc:max_samples=64` is 69.5 %; the printed cells give 69.55.
  ///
  /// - Parameter usesStores: Whether a cell's tokens are those that the stores at hand give, where both stores' are.
  public func heldOutTokensSaved(by spec: String, against other: String, usesStores: Bool) -> Double? {
    let savings = cells.compactMap { cell -> Double? in
      let figure = cell.published
      guard figure.spec == spec, figure.benchmark != nil, Self.heldOut.contains(figure.benchmark),
        let reference = self.cell(model: figure.model, spec: other, benchmark: figure.benchmark)
      else { return nil }
      let isAtHand = usesStores && cell.computed != nil && reference.computed != nil
      let tokens = { (cell: Cell) in
        (isAtHand ? cell.computed : nil)?.tokens.value ?? cell.published.printed.tokens.value
      }
      return 1 - tokens(cell) / tokens(reference)
    }
    return savings.isEmpty ? nil : 100 * savings.reduce(0, +) / Double(savings.count)
  }
}
