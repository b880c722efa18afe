import Explorer

/// Ten families as in a store's chart: crossing curves, two that are the same, one with a level stretch.
func tenFamilies() -> Chart {
  let names = [
    "CMC", "ASC", "ESC", "SC", "Parallel-Probe", "short-m", "asc-entropy", "asc-majority", "early-stop", "AutoTTS-4",
  ]
  var series = names.enumerated().map { index, name in
    let points = (0...6).map { step in
      let tokens = (40_000 + 9_000 * Double(index)) * (1...6).prefix(step).reduce(1.0) { product, _ in product * 1.6 }
      let rise = 38 + Double(index % 4) + 2.2 * Double(step) - 0.03 * Double(step * step * (index + 1))
      let accuracy = (10 * rise).rounded() / 10
      return Chart.Point(
        tokens: tokens.rounded(), accuracy: accuracy, label: index == 0 ? "β 0.\(step)" : "n \(1 << step)",
        interval: .init(low: accuracy - 1.5, high: accuracy + 1.5))
    }
    return Chart.Series(id: name.lowercased(), name: name, look: ChartLook(index), points: points)
  }
  // The same curve under another name.
  series[7].points = series[3].points
  series[0].intervals = .band
  series[4].intervals = .bars
  var chart = Chart(
    title: "Qwen3-1.7B/aime25 · exact · 100 seeds", series: series,
    ceilings: [Chart.Ceiling(name: "oracle", accuracy: 53)], frontier: series[2].points)
  chart.current = Chart.Current(series: "cmc", point: Chart.Point(tokens: 262_000, accuracy: 45.1, label: "β 0.37"))
  return chart
}
