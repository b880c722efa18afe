import Glibc
import Replay

/// ASC that stops by entropy: full reads one at a time until the answers are concentrated enough.
///
/// The stopping rule `entropy` of Aggarwal et al. 2023, arXiv 2305.11860.
struct AdaptiveEntropy: AdaptiveSampling {
  struct Knobs {
    var maxSamples = 64
    var threshold = 0.75
  }

  static let family = ControllerFamily(
    name: "asc-entropy", publishedName: "ASCEntropy",
    meaning: "ASC that stops once the entropy of the answers is low",
    source: "arXiv 2305.11860, stopping rule entropy", initial: Knobs(),
    knobs: [
      .integer("max_samples", \.maxSamples, 64, in: 1...1_000_000, .samples, "branches read in full at most"),
      .real(
        "threshold", \.threshold, 0.75, in: 0...1,
        "entropy of the answers at which it stops, as a share of the most that they can have"),
    ],
    sweep: SweepAxis("max_samples", [1, 4, 8, 16, 32, 64]),
    make: { AdaptiveEntropy(knobs: $0) })

  static let stop = Rule.entropy

  static let tracedMeasure = "entropy"

  let knobs: Knobs

  var maxSamples: Int { knobs.maxSamples }

  var threshold: Threshold { Threshold(.entropy, .atMost, knobs.threshold) }

  func condition(_ pool: inout Vote) -> Condition {
    Condition(.entropy, pool.relativeEntropy(), .atMost, knobs.threshold)
  }
}

extension Vote {
  /// H₂(counts) / log₂(classes), between 0 and 1; a count of 1 joins those of a single class first.
  ///
  /// With n answers, H₂ = log₂ n − Σ c·log₂ c / n, exact where all these are powers of two.
  ///
  /// - Complexity: O(answers).
  fileprivate mutating func relativeEntropy() -> Double {
    var (classes, weighted) = (0, 0.0)
    forEachAnswer { _, count in
      classes += 1
      weighted += Self.weight(count)
    }
    guard classes > 1 else { return Self.entropy(of: count + 1, weighted: weighted) }
    return Self.entropy(of: count, weighted: weighted) / log2(Double(classes))
  }

  private static func entropy(of count: Int, weighted: Double) -> Double {
    max(0, log2(Double(count)) - weighted / Double(count))
  }

  /// c·log₂ c; most answers of a long run appear once and need no logarithm.
  private static func weight(_ count: Int) -> Double {
    count > 1 ? Double(count) * log2(Double(count)) : 0
  }
}
