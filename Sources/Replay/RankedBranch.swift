/// A branch under a rank, packed so that larger means a higher rank and, of equals, opened earlier.
@frozen public struct RankedBranch: Sendable {
  /// The entry of a list.
  public let packed: UInt64

  /// A branch, by its number in the order opened, with a rank from 0 up.
  @inlinable public init(index: Int, rank: Int) {
    packed = UInt64(~UInt32(truncatingIfNeeded: index)) | UInt64(rank) << 32
  }

  /// The branch of an entry.
  @inlinable public init(packed: UInt64) { self.packed = packed }

  /// The branch's number in the order opened.
  @inlinable public var index: Int { Int(~UInt32(truncatingIfNeeded: packed)) }
}
