/// A list of entries for a controller's own use, with room for every branch: no allocation within a run.
public struct BranchList: ~Copyable {
  /// The entries, unchecked.
  @usableFromInline let entries: UnsafeMutablePointer<UInt64>
  @usableFromInline let capacity: Int
  @usableFromInline var length = 0

  /// How many entries it holds.
  @inlinable public var count: Int { length }

  init(capacity: Int) {
    self.capacity = capacity
    entries = .allocate(capacity: capacity)
    entries.initialize(repeating: 0, count: capacity)
  }

  deinit { entries.deallocate() }

  /// The entry at a place.
  @inlinable public subscript(place: Int) -> UInt64 {
    @inline(__always) get {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: length), "no entry at this place")
      return entries[place]
    }
    @inline(__always) set {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: length), "no entry at this place")
      entries[place] = newValue
    }
  }

  /// Appends an entry; there is room for one a branch.
  @inlinable @inline(__always) public mutating func append(_ entry: UInt64) {
    precondition(count < capacity, "more entries than branches")
    entries[length] = entry
    length &+= 1
  }

  /// Keeps the first `count` entries.
  @inlinable @inline(__always) public mutating func keepFirst(_ count: Int) {
    precondition(count >= 0 && count <= length, "fewer entries than to be kept")
    length = count
  }

  /// Puts the entries in descending order; fast where they nearly are.
  ///
  /// - Complexity: O(entries + inversions).
  @inlinable @inline(__always) public mutating func sortDescending() {
    var place = 1
    while place < length {
      let entry = entries[place]
      if entries[place &- 1] < entry {
        var hole = place
        repeat {
          entries[hole] = entries[hole &- 1]
          hole &-= 1
        } while hole > 0 && entries[hole &- 1] < entry
        entries[hole] = entry
      }
      place &+= 1
    }
  }
}
