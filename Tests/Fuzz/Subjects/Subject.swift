import Replay
import ReplayStores

/// Something that takes any bytes at all, with what must hold whatever they are.
public struct Subject: Sendable {
  /// The name, which is that of its folder in `Tests/Fuzz/Corpus` too.
  public let name: String
  /// What is wrong with what was made of the bytes; nil if nothing is.
  public let complaint: @Sendable (UnsafeRawBufferPointer) -> String?

  /// A subject.
  public init(name: String, complaint: @escaping @Sendable (UnsafeRawBufferPointer) -> String?) {
    self.name = name
    self.complaint = complaint
  }

  /// Every subject.
  public static let all: [Subject] = [.stores, .manifest, .text, .trace]
}

/// The first thing that does not hold.
func firstFalse(_ claims: KeyValuePairs<String, Bool>) -> String? { claims.first { !$0.value }?.key }

/// What is wrong with an error about a JSON text; nil if nothing is.
///
/// It has to be one plain line, and the second look, which tells where the syntax is broken, has to find what the
/// parser refuses and nothing else.
///
/// - Parameters:
///   - line: the error's line.
///   - offset: where it says that the syntax is broken.
func errorComplaint(_ line: String, exitCode: Int32, offset: Int?, in bytes: UnsafeRawBufferPointer) -> String? {
  let syntax = JSONSyntax.firstError(in: bytes, depthLimit: JSONDocument.depthLimit)
  return firstFalse([
    "the exit code is 65: \(line)": exitCode == 65,
    "the line is plain: \(line)": line == line.madeSafe(),
    "the line is short: \(line)": line.unicodeScalars.count < 1000,
    "the parser's error is understood: \(line)": !line.contains("something else:"),
    "the second look agrees: \(line)": syntax?.offset == offset,
  ])
}
