import Controllers
import Replay
import ReplayStores
import Testing

/// Diffs of real runs on the bundled stores: what holds of every controller, and causes that are true and telling.
@Suite struct DiffConformanceTests {
  private static let questions: [Question] = {
    let path = TestFiles.bundledStores.appendingPathComponent("Synth-M/search.json").path
    return (try? StoreReader.load(path: path).questions) ?? []
  }()

  private static func record(_ spec: String, _ question: Int = 7, seed: UInt64 = 3) throws -> Recording {
    let catalog = Settings.catalog
    return try questions[question - 1].record(catalog.controller(try catalog.setting(spec)), seed: seed)
  }

  @Test(arguments: Settings.catalog.families.map(\.defaultSetting))
  func aRunEqualsItself(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    for question in Self.questions.prefix(4) {
      let run = question.record(controller, seed: 3)
      let diff = RunDiff(run, question.record(controller, seed: 3))
      #expect(diff.isEqual)
      #expect(diff.cause == nil)
      #expect(diff.alignment.rows.count == run.steps.count)
      let steps = controller.trace(of: run, beta: setting.beta)
      #expect(TraceDiff(steps, steps).isEqual)
    }
  }

  /// Whatever the two runs: every step stands once, equal rows do the same to the same branch of the store, and every
  /// divergence has a cause.
  @Test(arguments: Settings.catalog.families.map(\.name))
  func rowsOfEqualStepsDoTheSame(family: String) throws {
    let other = family == "cmc" ? "scr" : "cmc"
    for (one, two, seed) in [(family, family, 4), (family, other, 3), (family, other, 4)] as [(String, String, UInt64)]
    {
      let (left, right) = (try Self.record(one), try Self.record(two, seed: seed))
      let diff = RunDiff(left, right)
      #expect(diff.matching == .store)
      #expect(diff.alignment.rows.compactMap(\.left) == Array(left.steps.indices))
      #expect(diff.alignment.rows.compactMap(\.right) == Array(right.steps.indices))
      for (index, row) in diff.alignment.rows.enumerated() {
        if !row.isEqual { #expect(diff.cause(at: index) != nil) }
        guard let first = row.left, let second = row.right else { continue }
        let (one, two) = (left.steps[first], right.steps[second])
        #expect(one.kind == two.kind && one.depth == two.depth && one.passed == two.passed)
        #expect(one.reason.rule == two.reason.rule && one.answer == two.answer)
        guard one.branch >= 0, two.branch >= 0 else { continue }
        #expect(left.tracks[one.branch].storeIndex == right.tracks[two.branch].storeIndex)
      }
      let end = diff.alignment.rows.count - 1
      #expect(diff.tokenDifference(through: end) == right.costs.tokens - left.costs.tokens)
    }
  }

  @Test func runsUnderDifferentSeedsShareBranches() throws {
    // Many at the start, so that both begin with some branches of the store that the other has too.
    let diff = RunDiff(try Self.record("cmc:n_init=40", seed: 0), try Self.record("cmc:n_init=40", seed: 1))
    let shared = diff.alignment.rows.compactMap { row in
      row.left.flatMap { left in row.right.map { (diff.left.steps[left].branch, diff.right.steps[$0].branch) } }
    }
    // The same branches of the store, although opened as others.
    #expect(shared.contains { $0.0 >= 0 && $0.0 != $0.1 })
    guard case .order(let left, let right) = diff.cause?.matter else {
      Issue.record("not the order: \(String(describing: diff.cause))")
      return
    }
    #expect(left == diff.left.tracks[0].storeIndex && right == diff.right.tracks[0].storeIndex)
  }

  /// Of different questions there are no branches in common; they are matched as opened.
  @Test func runsOfDifferentQuestions() throws {
    let diff = RunDiff(try Self.record("cmc", 7), try Self.record("cmc", 8))
    #expect(diff.matching == .order)
    #expect(diff.alignment.rows.first?.isEqual == true)
    #expect(!diff.isEqual)
  }

  /// A run without rounds is aligned with one of rounds as a whole.
  @Test func samplesAreMatchedWhateverTheRounds() throws {
    let diff = RunDiff(try Self.record("sc:max_samples=8"), try Self.record("asc:max_samples=8"))
    let reads = diff.alignment.rows.filter(\.isEqual).compactMap(\.left).filter { diff.left.steps[$0].kind == .read }
    #expect(reads.count == diff.right.steps.count { $0.kind == .read })
  }

  @Test func causes() throws {
    func matter(_ one: String, _ two: String) throws -> DivergenceCause.Matter? {
      try RunDiff(Self.record(one), Self.record(two)).cause?.matter
    }
    #expect(try matter("cmc:beta=0.5", "cmc:beta=0.6") == .count(.firstBatch, left: 5, right: 6))
    #expect(try matter("cmc", "cmc:widen_burst=3") == .count(.widen, left: 2, right: 3))
    #expect(try matter("cmc", "cmc:burst_aligned=3") == .count(.aligned, left: 2, right: 3))
    #expect(try matter("sc:max_samples=4", "sc:max_samples=8") == .count(.sample, left: 4, right: 8))
    #expect(try matter("cmc", "cmc:conf_thresh=0.999") == .verdict(.momentumGate, left: true, right: false))
    #expect(try matter("cmc", "asc") == .actions)
  }

  /// The same average against another bound, another average against the same bound.
  @Test func causesHaveTheirNumbers() throws {
    let bounds = try RunDiff(Self.record("cmc"), Self.record("cmc:conf_thresh=0.999"))
    let contrast = try #require(bounds.cause?.contrasts.first)
    #expect(contrast.left.measure == .ema && contrast.left.value == contrast.right.value)
    #expect(contrast.left.bound == 0.91 && contrast.right.bound == 0.999)
    #expect(contrast.left.holds && !contrast.right.holds)
    let values = try RunDiff(Self.record("cmc"), Self.record("cmc:ema_alpha=0.1"))
    let gate = try #require(
      values.alignment.rows.indices.lazy.compactMap { values.cause(at: $0) }.first {
        $0.matter == .verdict(.momentumGate, left: true, right: false)
      }?.contrasts.first)
    #expect(gate.left.bound == gate.right.bound && gate.left.value > gate.right.value)
  }

  /// A branch pruned left at its limit is below the other limit on the right, where no step tells so.
  @Test func aBranchThatOneSideKeeps() throws {
    var found = 0
    let pairs = [
      ("cmc", "cmc:abandon_patience=9"), ("ibc", "ibc:abandon_patience=11"), ("scr", "scr:abandon_patience=10"),
      ("dgcc", "dgcc:abandon_patience=10"), ("parallel-probe", "parallel-probe:prune_patience=9"),
      ("sdgv", "sdgv:prune_patience=8"), ("sac", "sac:streak=20"),
    ]
    for (one, two) in pairs {
      for question in 1...12 {
        let diff = RunDiff(try Self.record(one, question), try Self.record(two, question))
        guard let cause = diff.cause, let step = cause.left.map({ diff.left.steps[$0] }), step.kind == .prune else {
          continue
        }
        guard case .branch(let left, let right) = cause.matter, let contrast = cause.contrasts.first else {
          Issue.record("\(one) and \(two), question \(question): \(cause)")
          continue
        }
        #expect(left == step.branch && right == step.branch)
        #expect(contrast.left.value == contrast.right.value, "\(one), question \(question)")
        #expect(contrast.left.holds && !contrast.right.holds && contrast.left.bound < contrast.right.bound)
        found += 1
        break
      }
    }
    #expect(found >= 5)
  }

  /// SDGV's locked branches and DGCC's sleeping ones.
  @Test(arguments: [("sdgv", "sdgv:lock_streak=5"), ("dgcc", "dgcc:lock_thresh=9")])
  func aBranchThatRestsOnOneSide(one: String, two: String) throws {
    let found = try (1...8).contains { question in
      let cause = try RunDiff(Self.record(one, question), Self.record(two, question)).cause
      guard case .branch = cause?.matter, let contrast = cause?.contrasts.first else { return false }
      #expect(contrast.left.measure == .streak && contrast.left.holds && !contrast.right.holds)
      return true
    }
    #expect(found)
  }
}
