/// Finds the matches of a minimal edit script between two sequences of small numbers, in linear memory.
///
/// A box is trimmed of what begins and ends both sides, split at a point that a shortest script goes through, and so on.
/// The point comes from Myers' middle snake in O(N·D); a box whose sides have too little in common for that is split after
/// Hirschberg instead, its scores counted 64 at a time, in O(N·M / 64). So no input takes quadratic steps one by one.
///
/// Sources: E. Myers, *An O(ND) difference algorithm and its variations*, 1986; H. Hyyrö, *Bit-parallel LCS-length
/// computation revisited*, 2004.
package struct EditScript {
  /// Two places that are matched.
  package struct Match: Hashable {
    /// The place on the left.
    package var left: Int
    /// The place on the right.
    package var right: Int
  }

  /// The matches, ascending on both sides.
  package private(set) var matches: [Match] = []
  /// How many steps of inner loops were taken: what bounds the time.
  package private(set) var effort = 0
  /// How many numbers are held beside both sequences and the matches: what bounds the memory.
  package var memory: Int { forward.count + backward.count + heads.count + links.count + counting.peak }

  private let left: [Int32]
  private let right: [Int32]
  private var forward: [Int]
  private var backward: [Int]
  private var heads: [Int32]
  private var links: [Int32]
  private var counting = BitCounting()

  /// Aligns two sequences.
  ///
  /// - Parameters:
  ///   - left: Numbers from 0 and below `keyCount`.
  ///   - right: The same.
  package init(_ left: [Int32], _ right: [Int32], keyCount: Int) {
    self.left = left
    self.right = right
    forward = Array(repeating: 0, count: left.count + right.count + 3)
    backward = forward
    heads = Array(repeating: -1, count: keyCount)
    links = Array(repeating: -1, count: left.count)
    match(0..<left.count, 0..<right.count)
  }

  /// Appends the matches within a box; `isHard` where it is part of one that has little in common.
  private mutating func match(_ lefts: Range<Int>, _ rights: Range<Int>, isHard: Bool = false) {
    var (x, y) = (lefts.lowerBound, rights.lowerBound)
    var (endX, endY) = (lefts.upperBound, rights.upperBound)
    while x < endX, y < endY, left[x] == right[y] {
      matches.append(Match(left: x, right: y))
      x += 1
      y += 1
    }
    while x < endX, y < endY, left[endX - 1] == right[endY - 1] {
      endX -= 1
      endY -= 1
    }
    if x < endX, y < endY {
      let (point, isHard) = split(x..<endX, y..<endY, isHard)
      match(x..<point.left, y..<point.right, isHard: isHard)
      match(point.left..<endX, point.right..<endY, isHard: isHard)
    }
    for (x, y) in zip(endX..<lefts.upperBound, endY..<rights.upperBound) {
      matches.append(Match(left: x, right: y))
    }
  }

  /// A point within a box that a shortest script goes through, such that both parts are smaller, and whether the box is
  /// hard. The box is trimmed and has both sides.
  private mutating func split(_ lefts: Range<Int>, _ rights: Range<Int>, _ isHard: Bool) -> (Match, isHard: Bool) {
    let (width, height) = (lefts.count, rights.count)
    let limit = isHard ? 4 * (width + height) : width * height / 64 + 8 * (width + height)
    let (middle, taken) = left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        forward.withUnsafeMutableBufferPointer { forward in
          backward.withUnsafeMutableBufferPointer { backward in
            var snake = MiddleSnake(
              left: UnsafeBufferPointer(rebasing: left[lefts]), right: UnsafeBufferPointer(rebasing: right[rights]),
              forward: forward, backward: backward)
            return (snake.end(limit: limit), snake.taken)
          }
        }
      }
    }
    effort += taken
    guard let middle else { return (counted(lefts, rights), true) }
    return (Match(left: lefts.lowerBound + middle.left, right: rights.lowerBound + middle.right), false)
  }
}

/// Looks for the middle of a shortest script from both ends of a box at once.
///
/// Diagonals are x − y, where x and y count from the corner that a path starts at.
private struct MiddleSnake {
  /// Marks a diagonal that no path has reached.
  static let unreached = Int.min / 2

  let left: UnsafeBufferPointer<Int32>
  let right: UnsafeBufferPointer<Int32>
  /// How far along each diagonal paths from the start have come.
  let forward: UnsafeMutableBufferPointer<Int>
  /// The same of paths from the end.
  let backward: UnsafeMutableBufferPointer<Int>
  /// How many steps were taken.
  private(set) var taken = 0

  init(
    left: UnsafeBufferPointer<Int32>, right: UnsafeBufferPointer<Int32>, forward: UnsafeMutableBufferPointer<Int>,
    backward: UnsafeMutableBufferPointer<Int>
  ) {
    self.left = left
    self.right = right
    self.forward = forward
    self.backward = backward
  }

  /// The end of the middle snake; nil where it is not found in about `limit` steps.
  mutating func end(limit: Int) -> EditScript.Match? {
    let (width, height) = (left.count, right.count)
    let (delta, zero) = (width - height, height + 1)
    for place in 0..<(width + height + 3) {
      forward[place] = Self.unreached
      backward[place] = Self.unreached
    }
    let isOdd = delta % 2 != 0
    for distance in 0...(width + height) {
      let low = distance <= height ? -distance : -height + (distance - height) % 2
      let high = distance <= width ? distance : width - (distance - width) % 2
      for diagonal in stride(from: low, through: high, by: 2) {
        var x = furthest(forward, zero + diagonal, diagonal, distance)
        let start = x
        while x >= 0, x < width, x - diagonal < height, left[x] == right[x - diagonal] { x += 1 }
        taken += 1 + x - start
        forward[zero + diagonal] = x
        if isOdd, x >= 0, x + backward[zero + delta - diagonal] >= width {
          return EditScript.Match(left: x, right: x - diagonal)
        }
      }
      for diagonal in stride(from: low, through: high, by: 2) {
        var x = furthest(backward, zero + diagonal, diagonal, distance)
        let start = x
        while x >= 0, x < width, x - diagonal < height,
          left[width - 1 - x] == right[height - 1 - x + diagonal]
        {
          x += 1
        }
        taken += 1 + x - start
        backward[zero + diagonal] = x
        if !isOdd, x >= 0, x + forward[zero + delta - diagonal] >= width {
          return EditScript.Match(left: width - x, right: height - x + diagonal)
        }
      }
      if taken > limit { return nil }
    }
    return nil
  }

  /// How far along a diagonal one more edit leads: down from the diagonal above it or right from the one below.
  @inline(__always) private func furthest(
    _ reached: UnsafeMutableBufferPointer<Int>, _ place: Int, _ diagonal: Int, _ distance: Int
  ) -> Int {
    guard distance > 0 else { return 0 }
    let (above, below) = (reached[place + 1], reached[place - 1])
    let down = above - diagonal <= right.count ? above : Self.unreached
    let across = below < left.count ? below + 1 : Self.unreached
    return max(down, across)
  }
}

extension EditScript {
  /// The point at half of the right side where the two halves have most in common with what is before and after it.
  fileprivate mutating func counted(_ lefts: Range<Int>, _ rights: Range<Int>) -> Match {
    if rights.count == 1 { return single(lefts, rights.lowerBound) }
    let half = rights.lowerBound + rights.count / 2
    for place in lefts.reversed() {
      let key = Int(left[place])
      links[place] = heads[key]
      heads[key] = Int32(place)
    }
    let before = counting.scores(
      lefts, right[rights.lowerBound..<half], heads: heads, links: links, mirrored: false, effort: &effort)
    let after = counting.scores(
      lefts, right[half..<rights.upperBound], heads: heads, links: links, mirrored: true, effort: &effort)
    for place in lefts { heads[Int(left[place])] = -1 }
    var best = (score: -1, place: 0)
    for place in 0...lefts.count {
      let score = Int(before[place] + after[lefts.count - place])
      if score > best.score { best = (score, place) }
    }
    return Match(left: lefts.lowerBound + best.place, right: half)
  }

  /// The split of a box that is one number high: behind its match; where there is none, so that both parts have one side.
  private func single(_ lefts: Range<Int>, _ place: Int) -> Match {
    guard let match = lefts.first(where: { left[$0] == right[place] }) else {
      return Match(left: lefts.upperBound, right: place)
    }
    return Match(left: match + 1, right: place + 1)
  }
}

/// Lengths of longest common subsequences of all beginnings of one sequence with another, counted 64 at a time.
private struct BitCounting {
  /// The most numbers held at a time.
  private(set) var peak = 0

  /// For every count of elements of the left side from its start (`mirrored`: from its end), the length of the longest
  /// subsequence that they have in common with `others`.
  ///
  /// - Parameters:
  ///   - heads: for each key its first place on the left.
  ///   - links: for each place on the left the next one of the same key.
  /// - Complexity: O(N·M / 64 + N) time, O(N) memory.
  mutating func scores(
    _ lefts: Range<Int>, _ others: ArraySlice<Int32>, heads: [Int32], links: [Int32], mirrored: Bool,
    effort: inout Int
  ) -> [Int32] {
    let wordCount = (lefts.count + 63) / 64
    var masks = KeyMasks(lefts, wordCount, isMirrored: mirrored)
    // A bit is 0 where the length grows by one.
    var lengths = Array(repeating: UInt64.max, count: wordCount)
    for index in others.indices {
      let key = mirrored ? others[others.startIndex + others.endIndex - 1 - index] : others[index]
      let start = masks.place(of: Int(key), heads: heads, links: links)
      masks.bits.withUnsafeBufferPointer { masks in
        lengths.withUnsafeMutableBufferPointer { lengths in
          var carry: UInt64 = 0
          for word in 0..<wordCount {
            let mask = masks[start + word]
            let old = lengths[word]
            let (first, firstOverflow) = old.addingReportingOverflow(old & mask)
            let (second, secondOverflow) = first.addingReportingOverflow(carry)
            carry = firstOverflow || secondOverflow ? 1 : 0
            lengths[word] = second | (old & ~mask)
          }
        }
      }
    }
    effort += wordCount * others.count + lefts.count
    peak = max(peak, masks.bits.count + masks.dense.count + wordCount + 2 * lefts.count)
    var scores: [Int32] = [0]
    scores.reserveCapacity(lefts.count + 1)
    var score: Int32 = 0
    for place in 0..<lefts.count {
      if lengths[place / 64] >> UInt64(place % 64) & 1 == 0 { score += 1 }
      scores.append(score)
    }
    return scores
  }
}

/// For a key, the places of a side where it stands, as bits.
///
/// Keys that stand at more places than there are words, at most 64 of them, keep their bits; those of others are set anew.
private struct KeyMasks {
  private(set) var bits: [UInt64]
  private(set) var dense: [Int: Int] = [:]
  private let lefts: Range<Int>
  private let wordCount: Int
  private let isMirrored: Bool
  private var shown: [Int] = []

  init(_ lefts: Range<Int>, _ wordCount: Int, isMirrored: Bool) {
    self.lefts = lefts
    self.wordCount = wordCount
    self.isMirrored = isMirrored
    bits = Array(repeating: 0, count: wordCount)
  }

  /// Where in ``bits`` those of a key begin.
  mutating func place(of key: Int, heads: [Int32], links: [Int32]) -> Int {
    if !dense.isEmpty, let place = dense[key] { return place }
    for place in shown { bits[place / 64] &= ~(1 << UInt64(place % 64)) }
    shown.removeAll(keepingCapacity: true)
    var next = Int(heads[key])
    while next >= 0 {
      shown.append(isMirrored ? lefts.upperBound - 1 - next : next - lefts.lowerBound)
      next = Int(links[next])
    }
    let start = shown.count > wordCount ? bits.count : 0
    if start > 0 {
      dense[key] = start
      bits += Array(repeating: 0, count: wordCount)
    }
    for place in shown { bits[start + place / 64] |= 1 << UInt64(place % 64) }
    if start > 0 { shown.removeAll(keepingCapacity: true) }
    return start
  }
}
