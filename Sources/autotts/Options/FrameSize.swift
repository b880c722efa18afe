import ArgumentParser
import Explorer

/// A size in cells as given by `--size`: `COLUMNSxROWS`.
struct FrameSize: Sendable {
  let size: Size

  /// A size in cells.
  init(columns: Int, rows: Int) { size = Size(width: columns, height: rows) }

  /// Reads `120x40`.
  init(_ text: String) throws {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1], (1...1000).contains(width),
      (1...1000).contains(height)
    else {
      throw ValidationError("--size is COLUMNSxROWS from 1x1 to 1000x1000, such as 120x40, not '\(text)'")
    }
    self.init(columns: width, rows: height)
  }
}
