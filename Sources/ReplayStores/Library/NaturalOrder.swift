/// The order in which people expect names: runs of digits by their number, so that 4B comes before 14B.
package enum NaturalOrder {
  /// Whether one name comes before another; names that differ only in leading zeros follow their bytes.
  package static func precedes(_ first: String, _ second: String) -> Bool {
    let first = Array(first.utf8)
    let second = Array(second.utf8)
    var i = 0
    var j = 0
    while i < first.count, j < second.count {
      if isDigit(first[i]), isDigit(second[j]) {
        let left = number(in: first, from: &i)
        let right = number(in: second, from: &j)
        if left.count != right.count { return left.count < right.count }
        if !left.elementsEqual(right) { return left.lexicographicallyPrecedes(right) }
      } else {
        if first[i] != second[j] { return first[i] < second[j] }
        i += 1
        j += 1
      }
    }
    let isPrefix = first.count - i
    let rest = second.count - j
    return isPrefix == rest ? first.lexicographicallyPrecedes(second) : isPrefix < rest
  }

  /// The digits from `index` without leading zeros; moves the index behind them.
  private static func number(in name: [UInt8], from index: inout Int) -> ArraySlice<UInt8> {
    let start = index
    while index < name.count, isDigit(name[index]) { index += 1 }
    return name[start..<index].drop { $0 == UInt8(ascii: "0") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
