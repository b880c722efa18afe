import Glibc

/// How likely the most frequent answer has the largest share of all answers that could be drawn, from a few counts.
///
/// Under the posterior Dirichlet(v + 1) of the shares, they are independent Gamma(vᵢ + 1) variables over their sum. So the
/// probability is ∫ f(x) ∏ P(vᵢ + 1, x) dx with f the density of the first one's variable and P the regularised lower
/// incomplete gamma functions of the others (Aggarwal et al. 2023, adaptive self-consistency, stopping rule Dirichlet).
///
/// With x = (v₁ + 1)·eᵘ the integrand is smooth and dies away on both sides, and the trapezoidal rule converges
/// exponentially: about 30 to 120 nodes give 10⁻¹² where 10⁻⁹ is asked for. The sum is a fixed one: machines differ in it only as
/// far as their `exp`, `log` and `lgamma` do, in the last bits.
public enum LeadProbability {
  /// The probability that the first count's share is the largest.
  ///
  /// - Parameter counts: The counts, that of the answer in question first; at least one.
  /// - Complexity: O(nodes · sum of the other counts).
  public static func value(_ counts: [Int]) -> Double {
    let shapes = counts.map { Double($0 + 1) }
    let lead = shapes[0]
    let others = shapes.dropFirst().map { Gamma(shape: $0) }
    // The narrower the integrand, the finer; with these two figures the error stays below 10⁻¹².
    let step = min(0.2, 0.75 / shapes.reduce(0, +).squareRoot())
    var (mass, total) = (0.0, 0.0)
    for (first, direction) in [(0.0, 1.0), (-1.0, -1.0)] {
      var node = first
      while true {
        let u = node * step
        let weight = exp(lead * (u - expm1(u)))
        guard weight > 1e-17 else { break }
        let x = lead * exp(u)
        total += weight
        mass += others.reduce(weight) { $0 * $1.below(x) }
        node += direction
      }
    }
    return mass / total
  }

  /// P(a, x) for a whole-numbered shape a: the probability that a Gamma(a) variable is at most x.
  private struct Gamma {
    let shape: Double
    /// log Γ(a).
    let logGamma: Double

    init(shape: Double) {
      self.shape = shape
      logGamma = lgamma(shape)
    }

    /// The sum of e⁻ˣ xᵏ / k! over k ≥ a, or 1 less that over k < a: the one whose terms fall from the first on.
    func below(_ x: Double) -> Double {
      let isLow = x < shape
      var k = isLow ? shape : shape - 1
      var term = exp(k * log(x) - x - logGamma - (isLow ? log(shape) : 0))
      var sum = 0.0
      while k >= 0, term > sum * 1e-18 {
        sum += term
        term *= isLow ? x / (k + 1) : k / x
        k += isLow ? 1 : -1
      }
      return isLow ? sum : 1 - sum
    }
  }
}
