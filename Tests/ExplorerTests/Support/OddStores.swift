import Replay

/// Stores as nobody would publish them.
enum OddStores {
  /// What acts on terminals, hides, reorders, is wide, is empty or has no end.
  static let hostileTexts = [
    "\u{1b}[2J\u{1b}[31mred", "\u{1b}]52;c;aGVsbG8=\u{7}", "\u{9b}2J\u{85}\u{90}q\u{9c}", "a\rb\u{8}\u{8}c\u{b}\u{c}",
    "\u{202e}olleh\u{2066}x\u{2069}", "z\u{200b}e\u{200d}r\u{feff}o", "e\u{301}\u{323}\u{30a}", "\u{301}\u{302}bare",
    "漢字カナ한글ｆｕｌｌ", "👍🏽👨‍👩‍👧🇩🇪✊\u{fe0f}1\u{fe0f}\u{20e3}", "a\u{0}b", String(repeating: "9", count: 10_000),
    String(repeating: "漢", count: 10_000), "e" + String(repeating: "\u{301}", count: 10_000), "", " ", "\n\n\t",
    "\u{2028}line\u{2029}", "\u{e0041}\u{e007f}tag", "\u{f8ff}\u{10ffff}", "क्षि", "\u{1100}\u{1161}", "-0", "ERR",
  ]

  /// Questions whose every text is hostile.
  static func hostile() -> Store {
    let questions = (0..<4).map { shift in
      var builder = QuestionBuilder(
        text: hostileTexts.map { String($0.prefix(300)) }.joined(separator: shift % 2 == 0 ? " " : ""), interval: 500)
      for branch in 0..<24 {
        let probes = (0..<branch % 7).map { hostileTexts[(branch * 3 + $0 + shift) % hostileTexts.count] }
        let final = hostileTexts[(branch / 2 + shift * 5) % hostileTexts.count]
        builder.addBranch(probes: probes, tokens: probes.count * 500 + 77, final: final)
      }
      return builder.finish(gold: hostileTexts[shift * 6])
    }
    return Store(name: "\u{1b}]0;漢\u{7}\u{202e}/\u{9b}字字字字字字字字字字字字", questions: questions)
  }

  /// One question of `count` branches with `probes` probes each.
  static func plain(branches count: Int, probes: Int, name: String = "odd/plain") -> Store {
    var builder = QuestionBuilder(text: "How many?", interval: 500)
    for branch in 0..<count {
      builder.addBranch(
        probes: (0..<probes).map { "\((branch * 7 + $0 / 3) % 61)" }, tokens: probes * 500 + branch % 490,
        final: "\(branch % 60)")
    }
    return Store(name: name, questions: [builder.finish(gold: "1")])
  }

  /// Two questions: the first one's branches all but one say one half, each in another way, and the second one's say
  /// nothing but for one.
  static func halves(name: String = "odd/halves") -> Store {
    func question(_ answers: [String], gold: String) -> Question {
      var builder = QuestionBuilder(text: "?", interval: 500)
      for answer in answers { builder.addBranch(probes: [answer], tokens: 700, final: answer) }
      return builder.finish(gold: gold)
    }
    return Store(
      name: name,
      questions: [
        question(["1/2", "0.5", #"\frac{1}{2}"#, "7"], gold: ".50"), question(["ERR", "ERR", "ERR", "8"], gold: "8"),
      ])
  }

  /// Branches that never say anything but `ERR`, and nothing at once.
  static func errorsOnly() -> Store {
    var builder = QuestionBuilder(text: "", interval: 1)
    for branch in 0..<9 {
      builder.addBranch(probes: Array(repeating: "ERR", count: branch), tokens: 0, final: "ERR")
    }
    return Store(name: "odd/errors", questions: [builder.finish(gold: "42")])
  }
}
