import Explorer
import Foundation
import Replay
import Testing

/// Runs by hand that are kept: the log, names, the list, reopening.
@Suite struct HandRunsTests {
  private func taken(_ keys: String = "bcp") throws -> Hands {
    var hands = try explorer("cmc:beta=0.7", question: 9, cursor: 1200)
    hands.type("t" + keys)
    return hands
  }

  /// Another program on the same log, as after a crash.
  private func restarted(_ hands: Hands, store: Store? = nil) throws -> Hands {
    var fresh = try explorer(store: store)
    fresh.model = fresh.model.logged(as: "other")
    fresh.log = hands.log
    fresh.send(.runsRead(HandRunFile(book: hands.runs().book), isStart: true))
    return fresh
  }

  @Test func everyActionIsALineBeforeTheNextKey() throws {
    var hands = try taken("")
    #expect(hands.log.isEmpty)
    for (count, key) in ["b", "c", "p", "x", "u", "\n"].enumerated() {
      hands.type(key)
      #expect(hands.log.count == count + 1)
      #expect(hands.runs().book?.listed.first?.run == hands.state.hand?.run)
    }
    #expect(hands.runs().book?.listed.first?.result.isRight != nil)
  }

  @Test func linesReadBack() throws {
    var hands = try taken("bcpxu\n")
    hands.type(":save one\n:rename-run one two\n\u{1b}:delete-run two\n")
    #expect(hands.log.count == 10)
    for event in hands.log {
      let data = try JSONEncoder().encode(event)
      #expect(try JSONDecoder().decode(HandRunEvent.self, from: data) == event)
      // Neither cut short nor with anything of another kind is it a line.
      for length in 0..<data.count {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(HandRunEvent.self, from: data.prefix(length)) }
      }
    }
  }

  @Test(arguments: [
    "{}", "[]", "null", "1", "{\"event\":\"begun\",\"id\":\"a\"}",
    "{\"event\":\"acted\",\"id\":\"a\",\"at\":1e99,\"action\":\"b\",\"tokens\":1}",
    "{\"event\":\"acted\",\"id\":\"a\",\"at\":0,\"action\":\"c0\",\"tokens\":1}",
    "{\"event\":\"acted\",\"id\":7,\"at\":0,\"action\":\"b\",\"tokens\":1}", "{\"event\":\"melted\",\"id\":\"a\"}",
    "{\"event\":\"undone\",\"id\":\"a\",\"to\":\"0\",\"tokens\":1}",
    "{\"event\":\"acted\",\"id\":\"a\",\"at\":99999999999999999999,\"action\":\"b\",\"tokens\":1}",
  ]) func otherLinesAreNone(_ line: String) {
    #expect(throws: (any Error).self) { try JSONDecoder().decode(HandRunEvent.self, from: Data(line.utf8)) }
  }

  /// Events that cannot follow change nothing, and what follows a missing one is not taken for the run.
  @Test func aBookOfNonsense() throws {
    let base = HandRunBase(store: "S/s", sha256: nil, question: 0, seed: 0, controller: "cmc")
    let result = HandResult(tokens: 1)
    var book = HandRunBook()
    func take(_ id: String, _ change: HandRunEvent.Change) -> Bool { book.take(HandRunEvent(id: id, change)) }
    #expect(!take("a", .acted(at: 0, .branch, result)) && !take("a", .named("x")))
    for question in [-1, .min, 1_000_000, .max] {
      var other = base
      other.question = question
      #expect(!take("a", .begun(other, HandRun(fork: 0), continues: nil, result)))
    }
    #expect(take("a", .begun(base, HandRun(fork: 0), continues: "nobody", result)))
    #expect(!take("a", .begun(base, HandRun(fork: 9), continues: nil, result)))
    #expect(take("a", .acted(at: 0, .branch, result)))
    func wouldTake(_ change: HandRunEvent.Change) -> Bool {
      var copy = book
      return copy.take(HandRunEvent(id: "a", change))
    }
    for place in [-1, .min, 2, .max] {
      #expect(!wouldTake(.acted(at: place, .branch, result)) && !wouldTake(.undone(to: place, result)))
    }
    #expect(wouldTake(.acted(at: 1, .branch, result)) && wouldTake(.undone(to: 0, result)))
    #expect(!take("a", .acted(at: 5, .probe(0), result)) && !take("a", .acted(at: 1, .probe(0), result)))
    #expect(book.listed.map(\.run.description) == ["0:b"] && book.listed[0].isDamaged)
  }

  // MARK: After a crash

  @Test func anUnfinishedRunIsOfferedAndReopenedWithAllItsActions() throws {
    let hands = try taken("bcpbpu")
    var fresh = try restarted(hands)
    #expect(fresh.model.notice?.text == "unfinished by hand: Q10; :runs reopens it")
    fresh.type(":runs\n")
    #expect(fresh.text.contains("run-1") && fresh.text.contains("unfinished") && !fresh.text.contains("store has"))
    fresh.type("\n")
    #expect(fresh.state.hand?.run == hands.state.hand?.run && fresh.state.question == 9)
    #expect(fresh.model.run.recording.steps == hands.model.run.recording.steps)
    // Nothing is written until it goes on; then it takes the place of the one that it was.
    #expect(fresh.log == hands.log)
    fresh.type("u")
    #expect(fresh.state.hand?.run.actions.count == 3 && fresh.log == hands.log)
    fresh.control("r")
    fresh.type("c")
    let listed = fresh.runs().book?.listed ?? []
    #expect(listed.map { Optional($0.run) } == [fresh.state.hand?.run] && listed.map(\.handle) == ["run-1"])
  }

  @Test func finishedOrPutAsideIsNotOffered() throws {
    for keys in ["bcp\n", "bcp\u{1b}", "bc=", "bcuuu"] {
      let hands = try taken(keys)
      #expect(try restarted(hands).model.notice == nil, "\(keys)")
    }
    // Taken up again, it is.
    #expect(try restarted(try taken("bcp\u{1b}u")).model.notice != nil)
  }

  /// Two programs that go on from the same run do not get in each other's way.
  @Test func twoGoOnFromOne() throws {
    let hands = try taken("bcp:save x\n")
    var one = try restarted(hands)
    var two = try restarted(hands)
    one.type(":open-run x\nb")
    two.model = two.model.logged(as: "third")
    two.log = one.log
    two.type(":open-run x\nc")
    let listed = two.runs().book?.listed ?? []
    #expect(listed.map { Optional($0.run) } == [two.state.hand?.run, one.state.hand?.run])
    #expect(Set(listed.map(\.name)) == ["x"])
  }

  // MARK: Names

  @Test func savedUnderANameAndOpenedByIt() throws {
    var hands = try taken("bcp\n")
    hands.type(":save best\n")
    #expect(hands.model.notice?.text == "saved as 'best': :open-run best opens it again")
    let run = hands.state.hand?.run
    hands.type("\u{1b}}}:open-run best\n")
    #expect(hands.state.hand?.run == run && hands.state.question == 9 && hands.cursor == hands.model.run.count)
    // Every action can be taken back.
    hands.type("uuuu")
    #expect(hands.state.hand?.run.actions.isEmpty == true)
    #expect(hands.runs().book?["best"]?.run == run)
  }

  @Test(arguments: [
    ("a b", "a name has"), ("x/y", "a name has"), (String(repeating: "n", count: 41), "a name has"),
    ("run-7", "names that begin with run-"), ("first", "there is a run 'first' already"),
  ]) func otherNamesAreRefused(_ name: String, _ reason: String) throws {
    var hands = try taken("b:save first\n\u{1b}tc")
    let log = hands.log
    hands.type(":save \(name)\n")
    #expect(hands.model.notice?.text.hasPrefix(reason) == true && hands.log == log)
  }

  @Test func whatIsNotThereIsSaid() throws {
    var hands = try explorer()
    hands.type(":save x\n")
    #expect(hands.model.notice?.text.hasPrefix("there is no run by hand on the screen") == true)
    for line in ["open-run x", "delete-run x", "rename-run x y"] {
      hands.type(":\(line)\n")
      #expect(hands.model.notice?.text == "there is no run by hand 'x'; :runs lists them")
    }
  }

  @Test func renamedAndDeleted() throws {
    var hands = try taken("b:save one\n:rename-run one two\n")
    #expect(hands.runs().book?["two"] != nil && hands.runs().book?["one"] == nil)
    hands.type(":delete-run two\n")
    #expect(hands.runs().book?.listed.isEmpty == true)
    // It is on the screen still, and is another run once it goes on.
    hands.type("c")
    #expect(hands.runs().book?.listed.map { Optional($0.run) } == [hands.state.hand?.run])
  }

  // MARK: Changed stores

  @Test func aChangedStoreIsNotOpened() throws {
    let hands = try taken("bcp:save x\n")
    let changed = Store(name: "Synth-M/search", questions: try Bundled.otherStore().questions, sha256: "0123")
    var fresh = try restarted(hands, store: changed)
    let before = fresh.state
    fresh.type(":open-run x\n")
    #expect(fresh.state == before)
    #expect(fresh.model.notice?.text == "'x' is not opened: Synth-M/search has changed since then")
    var book = hands.runs()
    book.hashes = ["Synth-M/search": "0123"]
    fresh.send(.runsRead(book, isStart: false))
    #expect(fresh.text.contains("store has changed"))
    book.hashes = [:]
    fresh.type("\u{1b}")
    fresh.send(.runsRead(book, isStart: false))
    #expect(fresh.text.contains("store is missing"))
  }

  @Test func anotherStoreIsLoadedFirst() throws {
    let hands = try taken("bcp:save x\n")
    var fresh = try restarted(hands, store: try Bundled.otherStore())
    fresh.type(":open-run x\n")
    guard case .loadStore(let state)? = fresh.effects.first else {
      Issue.record("no store is asked for")
      return
    }
    let changed = Store(name: "Synth-M/search", questions: try Bundled.otherStore().questions, sha256: "0123")
    var wrong = fresh
    wrong.send(.storeLoaded(changed, state))
    #expect(wrong.state.store == "Synth-M/held-out" && wrong.model.notice?.text.contains("has changed") == true)
    fresh.load(try Bundled.store())
    #expect(fresh.state.hand?.run == hands.state.hand?.run && fresh.state.store == "Synth-M/search")
    fresh.type("uuuu")
    #expect(fresh.effects.contains { if case .loadStore = $0 { true } else { false } })
  }

  /// Whatever a log says, opening it does not end the program.
  @Test(arguments: [
    (99, "cmc", "0:b"), (99_999, "cmc", "0:b"), (9, "nobody:beta=2", "0:b"), (9, "cmc:beta=0.7", "999999:b"),
    (9, "cmc:beta=0.7", "3:c900"), (9, "cmc:beta=0.7", "3:a,a"), (9, "cmc:beta=nan", "3:b"),
  ]) func hostileRuns(_ question: Int, _ controller: String, _ text: String) throws {
    var hands = try explorer()
    let base = HandRunBase(
      store: "Synth-M/search", sha256: hands.model.store.sha256, question: question, seed: .max, controller: controller)
    let run = try #require(HandRun(text))
    hands.log = [HandRunEvent(id: "\u{1b}[2J", .begun(base, run, continues: nil, HandResult(tokens: .min)))]
    hands.log.append(
      HandRunEvent(id: "\u{1b}[2J", .named("\u{1b}[31m\u{202e}evil" + String(repeating: "x", count: 9000))))
    hands.type(":runs\n")
    expectSound(hands.model, "the list")
    let before = hands.state
    hands.type("\n")
    #expect(hands.state == before && hands.model.notice?.text.contains("is not opened") == true)
    expectSound(hands.model, "after it")
  }

  @Test func anUnreadableLogIsSaidOnceAndTheExplorerGoesOn() throws {
    var hands = try explorer()
    hands.send(.runsRead(HandRunFile(book: nil, fault: "no \u{1b}[2J log"), isStart: true))
    #expect(hands.model.notice?.isError == true)
    expectSound(hands.model, "a fault")
    hands.type("tb:save here\n")
    hands.send(.runsRead(HandRunFile(book: nil), isStart: false))
    #expect(hands.text.contains("here"))
  }
}
