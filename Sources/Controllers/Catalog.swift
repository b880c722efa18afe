import Replay

extension Catalog {
  /// The controllers of the source material, in the order in which they were published, and then further baselines.
  public static let published = Catalog([
    SelfConsistency.family,
    AdaptiveConsistency.family,
    EarlyStopping.family,
    SampleConsistency.family,
    ParallelProbe.family,
    DepthGatedVoting.family,
    BranchComplete.family,
    ConfidenceRollout.family,
    DualGate.family,
    ConfidenceMomentum.family,
    AdaptiveEntropy.family,
    AdaptiveMajority.family,
    AdaptiveDirichlet.family,
    ShortM.family,
  ])
}
