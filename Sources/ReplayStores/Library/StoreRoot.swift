/// A directory that holds stores as `MODEL/BENCHMARK.json`, and where it is known from.
public struct StoreRoot: Hashable, Sendable {
  /// What named the directory, in order of precedence.
  public enum Origin: Hashable, Sendable, CaseIterable {
    /// `--stores`.
    case option
    /// `AUTOTTS_STORES`, directories separated by colons.
    case environment
    /// The configuration file.
    case configuration
    /// `autotts/stores` in the XDG data directory.
    case userData
    /// The stores that come with the program.
    case bundled
  }

  /// The directory's path.
  public let path: String
  /// What named it.
  public let origin: Origin

  /// A directory of stores.
  public init(path: String, origin: Origin) {
    self.path = path
    self.origin = origin
  }
}

/// Where stores are looked for, as a function of everything that says so.
package struct StoreLocations: Sendable {
  /// The directories given by `--stores`, in order.
  package var options: [String] = []
  /// The directories that the configuration file names, in order.
  package var configured: [String] = []
  /// The environment: `AUTOTTS_STORES`, `XDG_DATA_HOME` and `HOME` are read.
  package var environment: [String: String] = [:]
  /// The path of the running program, symbolic links resolved.
  package var executable: String?
  /// The package's directory at the time when it was compiled.
  package var package: String?

  package init(
    options: [String] = [], environment: [String: String] = [:], executable: String? = nil, package: String? = nil,
    configured: [String] = []
  ) {
    self.configured = configured
    self.options = options
    self.environment = environment
    self.executable = executable
    self.package = package
  }

  /// The locations of the running program.
  package static func current(options: [String], configured: [String]) -> StoreLocations {
    StoreLocations(
      options: options, environment: FileSystem.environment(["AUTOTTS_STORES", "XDG_DATA_HOME", "HOME"]),
      executable: FileSystem.executable(), package: sourcePackage(), configured: configured)
  }

  /// The roots in order of precedence: the options, whether they exist or not, and of the others the directories that
  /// `isDirectory` knows.
  package func roots(isDirectory: (String) -> Bool) -> [StoreRoot] {
    var roots = options.map { StoreRoot(path: $0, origin: .option) }
    for path in named where isDirectory(path) {
      roots.append(StoreRoot(path: path, origin: .environment))
    }
    for path in configured where isDirectory(path) {
      roots.append(StoreRoot(path: path, origin: .configuration))
    }
    if let path = userData, isDirectory(path) { roots.append(StoreRoot(path: path, origin: .userData)) }
    if let path = bundled.first(where: isDirectory) { roots.append(StoreRoot(path: path, origin: .bundled)) }
    return roots
  }

  /// The paths that `AUTOTTS_STORES` names and that are no directories, in order.
  package func missing(isDirectory: (String) -> Bool) -> [String] { named.filter { !isDirectory($0) } }

  /// The paths that `AUTOTTS_STORES` names.
  private var named: [String] { (environment["AUTOTTS_STORES"] ?? "").split(separator: ":").map(String.init) }

  /// `$XDG_DATA_HOME/autotts/stores`; a relative data directory counts as none, as its specification has it.
  private var userData: String? {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return Path.join(data, "autotts/stores") }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return Path.join(home, ".local/share/autotts/stores")
  }

  /// Where the bundled stores may be: beside an installed program, in the package that a program was built in, in the
  /// package that it was built from.
  private var bundled: [String] {
    var candidates: [String] = []
    var directory = executable.flatMap(Path.parent)
    if let bin = directory, Path.name(bin) == "bin", let prefix = Path.parent(bin) {
      candidates.append(Path.join(prefix, "share/autotts/stores"))
    }
    while let ancestor = directory {
      candidates.append(Path.join(ancestor, "Stores"))
      directory = Path.parent(ancestor)
    }
    if let package { candidates.append(Path.join(package, "Stores")) }
    return candidates
  }

  /// The directory above `Sources/ReplayStores/Library`, as the compiler saw it.
  private static func sourcePackage(file: String = #filePath) -> String? {
    (0..<4).reduce(file) { path, _ in path.flatMap(Path.parent) }
  }
}
