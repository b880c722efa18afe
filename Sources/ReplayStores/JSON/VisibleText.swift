import Replay

/// Untrusted text as it is put into a message: made safe to show, and cut to a length.
package enum VisibleText {
  /// How many Unicode scalars of a value from a file a message shows.
  static let limit = 40

  /// The text made safe, in quotation marks, and cut after 40 Unicode scalars.
  package static func quoted(_ text: String) -> String {
    "\"\(shortened(text))\""
  }

  /// The text of these UTF-8 bytes made safe, in quotation marks, and cut after 40 Unicode scalars.
  package static func quoted(_ utf8: UnsafeRawBufferPointer) -> String {
    // At most 4 bytes a scalar, and one scalar more, so that the cut shows.
    quoted(String(decoding: utf8.prefix(4 * (limit + 1)), as: UTF8.self))
  }

  /// The text made safe, and cut after 40 Unicode scalars.
  package static func shortened(_ text: String) -> String { text.madeSafe(limit: limit) }
}
