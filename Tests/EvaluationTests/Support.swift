import Controllers
import Evaluation
import Replay

/// A store of some questions whose branches answer "x", "y" or "z", T not a multiple of Δ.
func store(questions: Int = 3, branches: Int = 12) -> Store {
  let texts = ["x", "y", "z"]
  return Store(
    name: "made/up",
    questions: (0..<questions).map { number in
      var builder = QuestionBuilder(text: "question \(number)", interval: 100)
      for branch in 0..<branches {
        let probes = (0..<(2 + (branch * 7 + number) % 5)).map { texts[(branch + $0 * number) % 3] }
        builder.addBranch(probes: probes, tokens: 130 * (branch + 1), final: texts[(branch * branch + number) % 3])
      }
      return builder.finish(gold: number == 0 ? "nowhere" : "x")
    })
}

/// The controller of a spec.
func controller(_ spec: String) throws -> any Controller {
  try Catalog.published.controller(Catalog.published.setting(spec))
}

/// A sweep of some specs over some stores.
func sweep(
  _ specs: [String], on stores: [Store], seeds: [UInt64] = Sweep.publishedSeeds, budget: Int? = nil
) throws -> Sweep {
  try Sweep(
    stores: stores, settings: specs.map(Catalog.published.setting), catalog: .published, seeds: seeds, budget: budget)
}
