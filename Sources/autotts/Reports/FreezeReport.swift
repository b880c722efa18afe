import Explorer
import Replay
import ReplayStores

/// What freezing a directory of stores has changed.
struct FreezeReport {
  private let manifest: StoreManifest
  private let old: StoreManifest?
  private let directory: String

  /// The report on a manifest that takes the place of another, if there was one.
  init(_ manifest: StoreManifest, after old: StoreManifest?, directory: String) {
    self.manifest = manifest
    self.old = old
    self.directory = directory
  }

  /// A line a store, and one on the manifest.
  func text(_ wording: Wording) -> String {
    var table = TextTable([
      .text("store"), .text("role"), .number("questions"), .number("branches"), .number(wording.plain("Δ")),
      .text("SHA-256"), .text("change"),
    ])
    for record in manifest.records { table.add(row(record, change(record), wording)) }
    let dropped = old?.records.filter { manifest[$0.name] == nil } ?? []
    for record in dropped { table.add(row(record, "dropped", wording)) }
    let path = StoreManifest.path(in: directory).madeSafe(ascii: !wording.unicode)
    return table.text(wording) + (manifest == old ? "\(path) says so already\n" : "\(path) written\n")
  }

  private func row(_ record: StoreManifest.Record, _ change: String, _ wording: Wording) -> [String] {
    [
      record.name.madeSafe(ascii: !wording.unicode), record.role.rawValue, "\(record.shape.questions)",
      wording.range(record.shape.branches), wording.range(record.shape.interval), String(record.sha256.prefix(12)),
      change,
    ]
  }

  private func change(_ record: StoreManifest.Record) -> String {
    guard let old = old?[record.name] else { return "new" }
    var changes: [String] = []
    if old.sha256 != record.sha256 { changes.append("changed, was \(old.sha256.prefix(12))") }
    if old.role != record.role { changes.append("role, was \(old.role.rawValue)") }
    if old.origin != record.origin { changes.append("origin") }
    return changes.isEmpty ? "none" : changes.joined(separator: "; ")
  }
}
