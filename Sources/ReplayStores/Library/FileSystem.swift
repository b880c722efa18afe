import Glibc

/// The few questions that the library asks of the file system, all following symbolic links.
enum FileSystem {
  /// The kind and size of what a path leads to; nil where it leads nowhere.
  static func status(of path: String) -> (kind: FileKind, size: Int)? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return (FileKind(status.st_mode), Int(status.st_size))
  }

  /// Whether there is anything at a path, be it a symbolic link that leads nowhere.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  static func isDirectory(_ path: String) -> Bool { status(of: path)?.kind == .directory }

  /// The names in a directory but hidden ones and those that are no UTF-8, in the order of their bytes; nil where it
  /// cannot be read.
  static func names(in directory: String) -> [String]? {
    guard let stream = opendir(directory) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          String(validatingCString: $0)
        }
      }
      if let name, !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The path without symbolic links and `..`; nil where it leads nowhere.
  static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The path from the root, as it is written otherwise; nil where the present directory is gone.
  static func absolute(_ path: String) -> String? {
    if path.hasPrefix("/") { return path }
    return resolved(".").map { Path.join($0, path) }
  }

  /// The path of the running program, symbolic links resolved; nil where the system does not tell.
  static func executable() -> String? { resolved("/proc/self/exe") }

  /// The variables of the environment.
  static func environment(_ names: [String]) -> [String: String] {
    names.reduce(into: [:]) { variables, name in
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
  }
}

/// Paths taken apart as text.
enum Path {
  /// The directory that holds a path; nil for the root and for a bare name.
  static func parent(_ path: String) -> String? {
    guard let slash = path.lastIndex(of: "/"), path != "/" else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last component of a path.
  static func name(_ path: String) -> Substring {
    path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
  }

  static func join(_ directory: String, _ name: String) -> String {
    directory.hasSuffix("/") ? directory + name : directory + "/" + name
  }
}
