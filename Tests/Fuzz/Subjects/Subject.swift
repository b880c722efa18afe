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
  public static let all: [Subject] = [.stores, .manifest, .text]
}

/// The first thing that does not hold.
func firstFalse(_ claims: KeyValuePairs<String, Bool>) -> String? { claims.first { !$0.value }?.key }
