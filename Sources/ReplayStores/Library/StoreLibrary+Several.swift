import Replay

extension StoreLibrary {
  /// Loads several stores, each given as ``load(_:)`` takes it, some of them at the same time.
  ///
  /// - Parameters:
  ///   - names: The stores.
  ///   - threads: How many are read at the same time at most.
  /// - Returns: The stores in the order of their names.
  /// - Throws: ``StoreError`` of the first in that order that fails; `CancellationError`.
  public func load(_ names: [String], threads: Int) async throws -> [LoadedStore] {
    let results = await withTaskGroup(of: (Int, Result<LoadedStore, StoreError>).self) { group in
      var results: [Result<LoadedStore, StoreError>?] = names.map { _ in nil }
      for index in names.indices {
        if index >= max(1, threads), let (done, result) = await group.next() { results[done] = result }
        group.addTask { (index, Self.result { () throws(StoreError) in try locate(names[index]).load() }) }
      }
      for await (done, result) in group { results[done] = result }
      return results
    }
    try Task.checkCancellation()
    return try results.compactMap { try $0?.get() }
  }

  private static func result<Value>(_ work: () throws(StoreError) -> Value) -> Result<Value, StoreError> {
    do { return .success(try work()) } catch { return .failure(error) }
  }
}
