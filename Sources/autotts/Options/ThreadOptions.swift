import ArgumentParser
import Evaluation

/// How many threads work at once.
struct ThreadOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Threads at most; all cores unless given.") var threads: Int?

  func validate() throws { try Bounds.check(threads, of: "--threads", in: 1...1024) }

  /// Their number.
  var count: Int { threads ?? Parallel.cores }
}
