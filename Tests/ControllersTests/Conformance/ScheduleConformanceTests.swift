import Controllers
import Replay
import Testing

/// Parameters follow β as documented and can be set by hand.
@Suite struct ScheduleConformanceTests {
  static let families = Settings.catalog.families.map(\.name)

  @Test func theCatalogIsInOrder() {
    #expect(
      Catalog.published.families.map(\.name) == [
        "sc", "asc", "esc", "sac", "parallel-probe", "sdgv", "ibc", "scr", "dgcc", "cmc", "asc-entropy",
        "asc-majority", "asc-dirichlet", "short-m",
      ])
    #expect(Set(Settings.catalog.families.map(\.publishedName)).count == Self.families.count)
  }

  @Test(arguments: families)
  func scheduledValuesAreMonotoneAndInRange(name: String) throws {
    let family = try #require(Settings.catalog[name])
    #expect(!family.meaning.isEmpty)
    #expect(!family.source.isEmpty)
    #expect(Set(family.knobs.map(\.name)).count == family.knobs.count)
    for knob in family.knobs {
      let values = (0...1_000).map { knob.value(beta: Double($0) / 1_000) }
      #expect(!knob.meaning.isEmpty)
      #expect(values.allSatisfy { knob.range.contains($0) }, "\(name): \(knob.name)")
      #expect(!knob.isInteger || values.allSatisfy { $0 == $0.rounded() }, "\(name): \(knob.name)")
      let pairs = zip(values, values.dropFirst())
      switch knob.origin {
      case .constant: #expect(Set(values).count == 1, "\(name): \(knob.name)")
      case .schedule(let formula, .rising, _):
        #expect(pairs.allSatisfy { $0 <= $1 }, "\(name): \(knob.name)")
        #expect(formula.contains("β"))
      case .schedule(let formula, .falling, _):
        #expect(pairs.allSatisfy { $0 >= $1 }, "\(name): \(knob.name)")
        #expect(formula.contains("β"))
      }
    }
  }

  /// Setting a parameter changes that one number of the controller and no other.
  @Test(arguments: families)
  func overridesTakeEffect(name: String) throws {
    let family = try #require(Settings.catalog[name])
    let before = Self.numbers(family.controller(family.defaultSetting))
    #expect(before.values.sorted() == family.values(family.defaultSetting).sorted())
    var touched: Set<String> = []
    for knob in family.knobs {
      for value in [knob.range.lowerBound, knob.range.upperBound] {
        let spec = "\(name):\(knob.name)=\(ControllerSetting.text(value))"
        let setting = try Settings.catalog.setting(spec)
        #expect(try Settings.catalog.setting(setting.description) == setting)
        let after = Self.numbers(family.controller(setting))
        let changed = after.filter { before[$0.key] != $0.value }
        #expect(changed.count <= 1, "\(spec)")
        #expect(changed.isEmpty || Array(changed.values) == [value], "\(spec)")
        touched.formUnion(changed.keys)
      }
    }
    #expect(touched.count == family.knobs.count)
  }

  /// The numbers that a controller holds, by the names of its fields.
  static func numbers(_ controller: any Controller) -> [String: Double] {
    let knobs = Mirror(reflecting: controller).children.first { $0.label == "knobs" }
    var numbers: [String: Double] = [:]
    for child in knobs.map({ Array(Mirror(reflecting: $0.value).children) }) ?? [] {
      if let whole = child.value as? Int { numbers[child.label ?? ""] = Double(whole) }
      if let real = child.value as? Double { numbers[child.label ?? ""] = real }
    }
    return numbers
  }
}
