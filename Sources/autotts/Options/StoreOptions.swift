import ArgumentParser
import Replay
import ReplayStores

/// Where stores are looked for.
struct StoreOptions: ParsableArguments {
  /// The help of an argument that names a store.
  static let help: ArgumentHelp = "A store: MODEL/BENCHMARK, or the path of a file."

  @Option(
    name: .customLong("stores"),
    help: ArgumentHelp(
      "A directory of stores, searched before those of AUTOTTS_STORES and the bundled ones; may be repeated.",
      valueName: "directory"), completion: .directory)
  var directories: [String] = []

  @OptionGroup var configuration: ConfigOptions

  /// The stores that can be found by name; warns of directories in `AUTOTTS_STORES` that are not there.
  func library() throws -> StoreLibrary { try library(configuration.load()) }

  /// The stores that can be found by name, those of a configuration among them.
  func library(_ config: Config) throws -> StoreLibrary {
    let library = try StoreLibrary(directories: directories, configured: config.stores)
    if !library.missing.isEmpty {
      let paths = library.missing.joined(separator: ", ")
      StandardError.write("autotts: warning: AUTOTTS_STORES: no such directory: \(paths)".madeSafe() + "\n")
    }
    return library
  }
}

extension Store {
  /// A question by its number from 1, as people count.
  ///
  /// - Throws: ``Failure`` 64 that says which there are.
  func question(number: Int) throws(Failure) -> Question {
    guard questions.indices.contains(number - 1) else {
      throw Failure(.usage, "\(name) has no question \(number); its questions count from 1 to \(questions.count)")
    }
    return questions[number - 1]
  }
}
