import ArgumentParser
import Glibc
import ReplayStores

/// A value for the stores whose names match a pattern, as given by `PATTERN=VALUE`.
struct NamedChoice<Value: Sendable & LosslessStringConvertible>: Sendable {
  /// Which stores are meant.
  let pattern: NamePattern
  /// What is said of them.
  let value: Value

  /// Reads `PATTERN=VALUE`.
  ///
  /// - Parameter values: What a value may be, as the error says it.
  init(_ argument: String, values: String) throws {
    guard let sign = argument.firstIndex(of: "="), let value = Value(String(argument[argument.index(after: sign)...]))
    else { throw ValidationError("after the pattern and = stands \(values)") }
    pattern = NamePattern(text: String(argument[..<sign]))
    self.value = value
  }
}

/// Names of stores as the shell matches those of files: `*` for anything, slashes too.
struct NamePattern: Sendable {
  /// The pattern.
  let text: String

  /// Whether a name is meant.
  func matches(_ name: String) -> Bool { fnmatch(text, name, 0) == 0 }
}

extension Array {
  /// The value of the last choice that matches a name; nil if none does.
  func value<Value>(for name: String) -> Value? where Element == NamedChoice<Value> {
    last { $0.pattern.matches(name) }?.value
  }
}
