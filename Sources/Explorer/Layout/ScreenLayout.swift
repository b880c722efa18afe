/// What every view has in common: the header above, the hints below, the body between them.
package struct ScreenLayout {
  /// The smallest screen that shows something useful.
  package static let smallest = Size(width: 40, height: 12)

  /// Two rows: what runs, and where it stands.
  package let header: Rect
  /// What belongs to the view.
  package let body: Rect
  /// The last row.
  package let hints: Rect

  package init(size: Size) {
    header = Rect(column: 0, row: 0, width: size.width, height: 2)
    body = Rect(column: 0, row: 2, width: size.width, height: size.height - 3)
    hints = Rect(column: 0, row: size.height - 1, width: size.width, height: 1)
  }

  /// Whether a screen shows anything useful.
  package static func fits(_ size: Size) -> Bool { size.width >= smallest.width && size.height >= smallest.height }
}
