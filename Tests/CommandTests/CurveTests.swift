import Foundation
import Testing

/// `autotts curve` as a user meets it.
@Suite struct CurveTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The pictures that are kept, with what draws them.
  static let pictures: [(file: String, arguments: [String])] = [
    ("curves.svg", ["--format", "svg", "--size", "110x40"]), ("curves.txt", []), ("curves-ascii.txt", ["--ascii"]),
  ]

  @Test(arguments: pictures.map(\.file)) func picturesAreCurrent(_ file: String) throws {
    let arguments = try #require(Self.pictures.first { $0.file == file }).arguments
    let command = ["curve", "Synth-M/search", "--seeds", "0:10", "--frontier"] + arguments
    let outcome = try Program().run(command)
    #expect(outcome.code == 0, "\(outcome.error)")
    let picture = try String(contentsOf: Self.root.appendingPathComponent("Screenshots/" + file), encoding: .utf8)
    #expect(outcome.output == picture, "draw it again: autotts \(command.joined(separator: " ")) > Screenshots/\(file)")
  }

  /// The rows of the CSV, the legend and JSON tell the same curves in the same order, and the figures of `eval`.
  @Test func formsAgree() throws {
    let program = try Program()
    let base = ["curve", "Synth-M/search", "--controller", "sc", "--controller", "cmc", "--seeds", "0:2"]
    let csv = try program.run(base + ["--format", "csv"]).output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      csv.first == [
        "series", "label", "tokens", "accuracy", "low", "high", "spec", "avg_tokens", "avg_sequential_tokens",
        "on_frontier",
      ])
    #expect(csv.dropFirst().map { $0[0] } == Array(repeating: "SC", count: 6) + Array(repeating: "CMC", count: 11))
    #expect(csv[6][1] == "n 64" && csv[7][1] == "β 0" && csv[17][1] == "β 1")
    let json = try program.run(base + ["--format", "json"])
    let report = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]).first
    let curves = try #require(report?["curves"] as? [[String: Any]])
    let points = curves.flatMap { $0["points"] as? [[String: Any]] ?? [] }
    #expect(points.compactMap { $0["accuracy"] as? Double } == csv.dropFirst().map { Double($0[3]) })
    #expect(points.compactMap { $0["spec"] as? String } == csv.dropFirst().map { $0[6] })
    #expect(points.compactMap { $0["on_frontier"] as? Bool } == csv.dropFirst().map { $0[9] == "true" })
    #expect(csv.dropFirst().allSatisfy { $0[7] == $0[2] && Double($0[8]) ?? 0 > 0 })
    for (point, row) in zip(points, csv.dropFirst()) {
      // JSONSerialization may read another last bit.
      let (one, two) = (try #require(point["avg_tokens"] as? Double), try #require(Double(row[2])))
      #expect(abs(one - two) < 1e-6)
    }
    let eval = try program.run(
      "eval", "Synth-M/search", "--controller", "cmc:beta=1", "--seeds", "0:2", "--format", "json")
    let row = try #require(try eval.objects().first)
    #expect(points.last?["avg_tokens"] as? Double == row["avg_tokens"] as? Double)
    #expect(points.last?["avg_sequential_tokens"] as? Double == row["avg_sequential_tokens"] as? Double)
    let text = try program.run(base).output
    let legend = ["◆ SC", "○ CMC"].map { text.range(of: $0)?.lowerBound }
    let (first, second) = (try #require(legend[0]), try #require(legend[1]))
    #expect(first < second)
  }

  @Test func sequentialTokensAreThoseOfTheSequentialColumn() throws {
    let program = try Program()
    let base = ["curve", "Synth-M/search", "--controller", "esc", "--seeds", "0:2"]
    let csv = try program.run(base + ["--format", "csv", "--sequential"]).output.split(separator: "\n").dropFirst()
    let json = try program.run(base + ["--format", "json"])
    let report = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]).first
    let curve = try #require((report?["curves"] as? [[String: Any]])?.first)
    let points = try #require(curve["points"] as? [[String: Any]])
    #expect(csv.map { Double($0.split(separator: ",")[2]) } == points.map { $0["avg_sequential_tokens"] as? Double })
  }

  @Test func severalStores() throws {
    let program = try Program()
    let base = ["curve", "Synth-M/search", "Synth-M/held-out", "--controller", "esc", "--seeds", "0:1"]
    let csv = try program.run(base + ["--format", "csv"]).output.split(separator: "\n")
    #expect(csv.count == 7 && csv[0].hasPrefix("store,series,") && csv[6].hasPrefix("Synth-M/held-out,ESC,n 64,"))
    let average = try program.run(base + ["--format", "csv", "--average"]).output.split(separator: "\n")
    let tokens = { (line: Substring, column: Int) in Double(line.split(separator: ",")[column]) ?? .nan }
    #expect(average.count == 4)
    for row in 1...3 {
      #expect(abs(tokens(average[row], 2) - (tokens(csv[row], 3) + tokens(csv[row + 3], 3)) / 2) < 1e-6)
    }
    let text = try program.run(base)
    #expect(text.output.contains("Synth-M/search · 1 seed") && text.output.contains("Synth-M/held-out · 1 seed"))
    #expect(try program.run(base + ["--average"]).output.contains("mean of 2 stores · 1 seed"))
    let picture = try program.run(base + ["--format", "svg"])
    #expect(picture.code == 64 && picture.error.contains("--average"))
  }

  @Test func sameForAnyNumberOfThreads() throws {
    let program = try Program()
    let base = ["curve", "Synth-M/search", "--controller", "ibc", "--seeds", "0:3", "--format", "csv"]
    #expect(try program.run(base + ["--threads", "1"]).output == program.run(base + ["--threads", "5"]).output)
  }

  @Test(arguments: [
    (["--controller", "foo"], Int32(64), "there is no controller 'foo'; there are sc, "),
    (["--controller", "ParallelProbe"], 64, "did you mean parallel-probe?"), (["--size", "9"], 64, "COLUMNSxROWS"),
    (["--controller", "cmc", "--controller", "cmc:beta=0.3"], 64, "asked for twice"),
    (["--threads", "0"], 64, "--threads"), (["--seeds", "3:3"], 64, "FIRST:END"),
    (["--size", "5x3"], 64, "at least 20x5"), (["--size", "30x30", "--format", "svg"], 64, "at least 36x12"),
    (["--gamma", "-1"], 64, "from 0 up"), (["--gamma", "1", "--format", "csv"], 64, "text or json"),
  ])
  func wrongUse(_ arguments: [String], _ code: Int32, _ words: String) throws {
    let outcome = try Program().run(["curve", "Synth-M/search"] + arguments)
    #expect(outcome.code == code && outcome.error.contains(words) && outcome.output.isEmpty, "\(outcome.error)")
  }

  @Test func theLeastSizeIsDrawn() throws {
    let outcome = try Program().run("curve", "Synth-M/search", "--controller", "sc", "--seeds", "0:1", "--size", "20x5")
    #expect(outcome.code == 0 && outcome.output.contains("◆") && !outcome.output.contains("no room"))
  }

  @Test func aValueOfWhatIsSweptIsWarnedOf() throws {
    let program = try Program()
    let base = ["curve", "Synth-M/search", "--seeds", "0:1", "--format", "csv", "--controller"]
    for (given, plain, axis) in [("cmc:beta=0.3", "cmc", "beta"), ("sc:max_samples=8", "sc", "max_samples")] {
      let outcome = try program.run(base + [given])
      let words = "autotts: warning: the curve of '\(given)' runs over \(axis); the value given is not kept\n"
      #expect(outcome.code == 0 && outcome.error == words)
      let whole = try program.run(base + [plain])
      #expect(whole.output == outcome.output && whole.error == "")
    }
    #expect(try program.run(base + ["cmc:warm_up=12"]).error == "")
  }

  /// J = accuracy − γ · tokens: without a price the most accurate setting wins, at a high one the cheapest.
  @Test(arguments: ["0", "1e-5", "1"]) func bestSettings(_ gamma: String) throws {
    let program = try Program()
    let base = ["curve", "Synth-M/search", "--controller", "sc", "--controller", "cmc", "--seeds", "0:2"]
    let report = try #require(try program.run(base + ["--gamma", gamma, "--format", "json"]).objects().first)
    let text = try program.run(base + ["--gamma", gamma]).output
    let price = try #require(Double(gamma))
    #expect(report["gamma"] as? Double == price)
    for curve in try #require(report["curves"] as? [Object]) {
      let best = try #require(curve["best"] as? Object)
      let objectives = try #require(curve["points"] as? [Object]).map { point in
        (point["accuracy"] as? Double ?? .nan) - price * (point["avg_tokens"] as? Double ?? .nan)
      }
      #expect(abs(try #require(best["objective"] as? Double) - (objectives.max() ?? .nan)) < 1e-9)
      #expect(text.contains("\n\(try #require(best["spec"] as? String)) "))
    }
    #expect(try program.run(base + ["--format", "json"]).objects().first?["gamma"] == nil)
  }

  @Test func overridesAreNamed() throws {
    let outcome = try Program().run(
      "curve", "Synth-M/search", "--controller", "cmc:warm_up=12", "--controller", "cmc", "--seeds", "0:1")
    #expect(outcome.code == 0 && outcome.output.contains("○ CMC warm_up=12"))
  }
}
