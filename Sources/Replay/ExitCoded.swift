/// An error that knows the exit code of a command that ends with it, after `sysexits.h`.
public protocol ExitCoded: Error {
  /// The exit code.
  var exitCode: Int32 { get }
}
