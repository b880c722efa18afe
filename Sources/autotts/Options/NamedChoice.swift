import ArgumentParser
import Glibc
import ReplayStores

/// A value for the stores whose names match a pattern, as given by `PATTERN=VALUE`.
struct NamedChoice<Value: Sendable & LosslessStringConvertible>: Sendable, ExpressibleByArgument {
  /// Which stores are meant.
  let pattern: NamePattern
  /// What is said of them.
  let value: Value

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), let value = Value(String(argument[argument.index(after: sign)...]))
    else { return nil }
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
