/// Finds what a mistyped name may have meant.
package enum StoreNames {
  /// At most three names like the given one, best first: those that contain it, or else those a few edits away.
  package static func closest(to name: String, among names: [String]) -> [String] {
    let wanted = Array(name.lowercased().utf8.prefix(200))
    guard !wanted.isEmpty else { return [] }
    var ranked: [(distance: Int, name: String)] = []
    for candidate in names {
      let bytes = Array(candidate.lowercased().utf8)
      let distance = contains(bytes, wanted) ? 0 : editDistance(wanted, bytes)
      if distance <= max(2, wanted.count / 3) { ranked.append((distance, candidate)) }
    }
    if ranked.contains(where: { $0.distance == 0 }) { ranked.removeAll { $0.distance > 0 } }
    // Names come in natural order, and equally good ones keep it.
    return ranked.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
      .prefix(3).map(\.element.name)
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...text.count - part.count).contains { text[$0...].starts(with: part) }
  }

  /// The smallest number of bytes to insert, delete or replace that makes one of the other.
  ///
  /// O(product of lengths).
  private static func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var row = Array(0...second.count)
    for (i, left) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in second.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(diagonal + (left == right ? 0 : 1), above + 1, row[j] + 1)
        diagonal = above
      }
    }
    return row[second.count]
  }
}
