import Foundation
import Testing

@Suite struct RunTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  @Test func text() throws {
    let outcome = try program.run("run", "tiny/aime24", "2", "--controller", "sc:max_samples=3", "--stores", stores)
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines[0] == "tiny/aime24  question 2 of 2  seed 0  sc:max_samples=3")
    #expect(lines[1].split(separator: " ").joined(separator: " ") == "# round action branch answer cost tokens reason")
    #expect(lines[2].contains("READ") && lines[2].hasSuffix("sample 1 of 3"))
    #expect(lines[5].contains("ANSWER") && lines[5].hasSuffix("limit reached"))
    #expect(lines[6].contains("right; ") || lines[6].contains("wrong, the reference answer is 8; "))
    #expect(lines.count == 7)
  }

  @Test func untrustedTextIsNeverSentRaw() throws {
    for format in ["text", "json"] {
      let outcome = try program.run(
        "run", "tiny/aime24", "1", "--controller", "sc", "--format", format, "--stores", stores)
      let scalars = outcome.output.unicodeScalars
      #expect(!scalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    }
    let plain = try program.run(
      "run", "tiny/aime24", "1", "--controller", "cmc", "--stores", stores, environment: ["LANG": "C"])
    #expect(plain.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(plain.output.contains("\\u{1b}[2J"))
  }

  @Test func json() throws {
    let outcome = try program.run(
      "run", "tiny/aime24", "1", "--controller", "cmc", "--seed", "3", "--format", "json", "--stores", stores)
    let run = try outcome.object()
    #expect(run["store"] as? String == "tiny/aime24")
    #expect(run["question"] as? Int == 1)
    #expect(run["text"] as? String == "One, $x$?")
    #expect(run["seed"] as? Int == 3)
    #expect(run["controller"] as? String == "cmc")
    #expect(run["params"] as? [String: Double] == ["beta": 0.5])
    #expect(run["answer"] as? String == "7")
    #expect(run["gold"] as? String == "7")
    #expect(run["correct"] as? Bool == true)
    #expect((run["thresholds"] as? [Object])?.count == 3)
    let steps = try #require(run["steps"] as? [Object])
    #expect(steps.first?["kind"] as? String == "branch")
    #expect(steps.first?["branch"] as? Int == 1)
    #expect(steps.first?["words"] as? String == "first batch 1 of 5")
    #expect(steps.last?["kind"] as? String == "answer")
    let costs = try #require(run["costs"] as? [String: Int])
    #expect(costs["tokens"] == steps.last?["tokens"] as? Int)
    let check = try #require(steps.first { $0["kind"] as? String == "check" })
    #expect(check["passed"] as? Bool == false)
    #expect((check["conditions"] as? [Object])?.first?["comparison"] as? String == "≥")
    let rounds = try #require(run["rounds"] as? [Object])
    #expect((rounds.first?["values"] as? [String: Double])?.keys.sorted() == ["confidence", "delta", "ema"])
    let texts = steps.compactMap { $0["answer"] as? String }
    #expect(texts.contains("\u{1b}[2J\u{9b}"))
  }

  @Test func noAnswer() throws {
    let outcome = try program.run(
      "run", "tiny/aime24", "1", "--controller", "sc", "--budget", "10", "--stores", stores)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("budget used up"))
    #expect(outcome.output.hasPrefix("tiny/aime24  question 1 of 2  seed 0  sc  budget 10\n"))
    #expect(outcome.output.hasSuffix("branches, 1 action\n"))
    let json = try program.run(
      "run", "tiny/aime24", "1", "--controller", "sc", "--budget", "10", "--stores", stores, "--format", "json")
    #expect(json.output.contains("\"answer\":null") && json.output.contains("\"budget\":10"))
  }

  @Test func path() throws {
    let outcome = try program.run("run", stores + "/tiny/aime24.json", "1", "--controller", "asc")
    #expect(outcome.code == 0)
  }
}
