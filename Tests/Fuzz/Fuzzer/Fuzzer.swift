import FuzzSubjects
import Glibc

/// The subject that `AUTOTTS_FUZZ` names.
private let subject: Subject = {
  let name = getenv("AUTOTTS_FUZZ").map { String(cString: $0) }
  guard let subject = Subject.all.first(where: { $0.name == name }) else {
    fatalError("AUTOTTS_FUZZ is one of \(Subject.all.map(\.name).joined(separator: ", "))")
  }
  return subject
}()

/// What libFuzzer calls with every input (https://llvm.org/docs/LibFuzzer.html); a complaint ends the process, as any
/// trap does, and the input is kept.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  if let complaint = subject.complaint(UnsafeRawBufferPointer(start: start, count: count)) { fatalError(complaint) }
  return 0
}
