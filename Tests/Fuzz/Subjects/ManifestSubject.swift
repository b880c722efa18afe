import ReplayStores

extension Subject {
  /// The reader of manifests: one that is written and read again as it is, or one plain line.
  public static let manifest = Subject(name: "manifest") { bytes in
    let manifest: StoreManifest
    do throws(StoreError) {
      manifest = try StoreManifest.read(bytes: bytes, file: "stores.json")
    } catch {
      return errorComplaint("\(error)", exitCode: error.exitCode, offset: error.offset, in: bytes)
    }
    do {
      let again = try manifest.json().withUnsafeBytes { try StoreManifest.read(bytes: $0, file: "stores.json") }
      return firstFalse([
        "a manifest is read as it was written": again == manifest,
        "every store is found by its name": manifest.records.allSatisfy { manifest[$0.name] == $0 },
      ])
    } catch {
      return "a manifest that was written is refused: \(error)"
    }
  }
}
