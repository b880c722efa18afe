import Explorer
import FoundationEssentials

extension Wording {
  /// As the locale has it: Unicode where its character set is UTF-8, else ASCII.
  static var ofLocale: Wording {
    let environment = ProcessInfo.processInfo.environment
    let values = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
    let name = values.first { !$0.isEmpty }?.lowercased() ?? ""
    return Wording(unicode: name.hasSuffix("utf-8") || name.hasSuffix("utf8"))
  }

  /// A formula or a name as it is, in ASCII where it has to be.
  func plain(_ text: String) -> String {
    if unicode { return text }
    return text.map { $0 == "β" ? "b" : $0 == "−" ? "-" : $0 == "Δ" ? "D" : String($0) }.joined()
  }
}
