import Foundation
import Testing

/// The page and the picture of the architecture name the targets of the package and their imports, no others.
@Suite struct ArchitectureTests {
  /// A target's name with those that it imports.
  private typealias Targets = [String: Set<String>]

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The quoted names in a text.
  private static func names(in text: some StringProtocol) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }

  /// The targets in `Sources`, as the package declares them.
  private static func declared() throws -> Targets {
    var package = try text("Package.swift").components(separatedBy: "targets: [\n").last ?? ""
    for kind in [".executableTarget(", ".systemLibrary("] {
      package = package.replacingOccurrences(of: kind, with: ".target(")
    }
    var targets: Targets = [:]
    for declaration in package.components(separatedBy: ".target(").dropFirst() {
      // Those with a path of their own are for tests; there the first of them begins.
      guard let name = names(in: declaration).first, name != "CVTerm" else { break }
      let list = declaration.components(separatedBy: "dependencies: [").dropFirst().first ?? ""
      let ours = list.components(separatedBy: "]")[0].components(separatedBy: ".product(")[0]
      targets[name] = Set(names(in: ours))
    }
    return targets
  }

  @Test func thePageNamesThem() throws {
    let rows = try Self.text("Sources/Architecture.md").components(separatedBy: "## A run")[0]
      .split(separator: "\n").filter { $0.hasPrefix("| `") }
    let named = rows.map { row in
      let cells = row.split(separator: "|").map { $0.split(separator: "`", omittingEmptySubsequences: false) }
      return (String(cells[0][1]), Set(cells[2].enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }))
    }
    #expect(Targets(named) { first, _ in first } == (try Self.declared()))
    #expect(named.count == 13)
  }

  @Test func thePictureShowsThem() throws {
    let lines = try Self.text("Screenshots/architecture.svg").split(separator: "\n")
    var shown: Targets = [:]
    for line in lines where line.contains("class=\"target\"") {
      let name = line.split(separator: ">")[1].split(separator: "<")[0]
      shown[String(name)] = []
    }
    for line in lines where line.contains("class=\"import\"") {
      let names = Self.names(in: line)
      shown[names[1], default: []].insert(names[2])
    }
    #expect(shown == (try Self.declared()))
  }

  /// The folders are the targets, beside the page.
  @Test func theFoldersAreTheTargets() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.path + "/Sources")
    #expect(Set(folders) == Set(try Self.declared().keys).union(["Architecture.md"]))
  }
}
