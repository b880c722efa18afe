/// A branch in a list of a controller: its number, under a rank where it has one.
///
/// Packed so that larger means a higher rank and, of equals, opened earlier.
@frozen public struct ActiveBranch: Sendable {
  /// The entry of the list.
  public var packed: UInt64

  /// A branch with a rank from 0 up.
  @inlinable public init(index: Int, rank: Int = 0) {
    packed = UInt64(~UInt32(truncatingIfNeeded: index)) | UInt64(rank) << 32
  }

  /// The branch of an entry.
  @inlinable public init(packed: UInt64) { self.packed = packed }

  /// The branch's number in the order opened.
  @inlinable public var index: Int { Int(~UInt32(truncatingIfNeeded: packed)) }

  /// A mark of the controller's own for the round.
  public var isMarked: Bool {
    get { packed & Self.mark != 0 }
    set { packed = newValue ? packed | Self.mark : packed & ~Self.mark }
  }

  private static let mark: UInt64 = 1 << 63
}
