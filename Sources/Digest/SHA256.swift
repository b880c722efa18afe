import CCrypto

/// An incremental SHA-256 over libcrypto.
public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// An empty message.
  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto cannot start a SHA-256 digest")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// The digest of a whole message, as 64 lower-case hexadecimal digits.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> String {
    var digest = SHA256()
    digest.update(bytes)
    return digest.finish()
  }

  /// The digest of a whole message, as 64 lower-case hexadecimal digits.
  public static func of(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes(of) }

  /// Appends bytes to the message.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    precondition(EVP_DigestUpdate(context, base, bytes.count) == 1, "libcrypto refused bytes for SHA-256")
  }

  /// Appends bytes to the message.
  public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// The digest of all bytes so far, as 64 lower-case hexadecimal digits. Ends the digest.
  public consuming func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    precondition(EVP_DigestFinal_ex(context, &digest, nil) == 1, "libcrypto cannot end a SHA-256 digest")
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
