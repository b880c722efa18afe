import Replay
import Testing

/// Specs of controllers.
@Suite struct ControllerSettingTests {
  struct Knobs {
    var count = 0
    var share = 0.0
    var patience = 0
  }

  static let catalog = Catalog([
    ControllerFamily(
      name: "plain", publishedName: "Plain", meaning: "", source: "", initial: Knobs(),
      knobs: [
        .integer("count", \.count, 64, in: 1...1_000, .samples, ""), .real("share", \.share, 0.95, in: 0...1, ""),
      ], make: { knobs in Scripted { _ in Answer(id: Int32(knobs.count)) } }),
    ControllerFamily(
      name: "scheduled", publishedName: "Scheduled", meaning: "", source: "", initial: Knobs(),
      knobs: [
        .integer("patience", \.patience, "round(2 + 6β)", in: 0...500, .rounds, "") {
          Rounding.halfEven(2 + 6 * $0)
        },
        .real("share", \.share, "0.9 − 0.4β", .falling, in: -1.5...1, "") { 0.9 - 0.4 * $0 },
      ], make: { _ in Scripted { _ in nil } }),
  ])

  @Test(arguments: [
    ("plain", ControllerSetting(family: "plain")),
    ("plain:count=3", ControllerSetting(family: "plain", overrides: ["count": 3])),
    ("plain:share=0.5,count=1000", ControllerSetting(family: "plain", overrides: ["count": 1_000, "share": 0.5])),
    ("scheduled", ControllerSetting(family: "scheduled", beta: 0.5)),
    ("scheduled:beta=0", ControllerSetting(family: "scheduled", beta: 0)),
    ("scheduled:beta=1e0", ControllerSetting(family: "scheduled", beta: 1)),
    (
      "scheduled:patience=12,beta=0.25,share=-1.5",
      ControllerSetting(family: "scheduled", beta: 0.25, overrides: ["patience": 12, "share": -1.5])
    ),
  ])
  func goodSpecs(spec: String, setting: ControllerSetting) throws {
    #expect(try Self.catalog.setting(spec) == setting)
    #expect(try Self.catalog.setting(setting.description) == setting)
  }

  @Test(arguments: [
    ("", "there is no controller ''; there are plain, scheduled"),
    ("Plain", "there is no controller 'Plain'; did you mean plain?"),
    ("fancy", "there is no controller 'fancy'; there are plain, scheduled"),
    ("plain ", "there is no controller 'plain '; there are plain, scheduled"),
    ("plain:", "'' in 'plain:' is not PARAMETER=VALUE"),
    ("plain:count", "'count' in 'plain:count' is not PARAMETER=VALUE"),
    ("plain:count=1,", "'' in 'plain:count=1,' is not PARAMETER=VALUE"),
    ("plain:count=1,count=2", "'plain:count=1,count=2' sets count twice"),
    ("plain:beta=0.5", "plain has no parameter 'beta'; it has count, share"),
    ("scheduled:count=1", "scheduled has no parameter 'count'; it has beta, patience, share"),
    ("plain:count=many", "plain: count is a number, not 'many'"),
    ("plain:count=", "plain: count is a number, not ''"),
    ("plain:count=1=2", "plain: count is a number, not '1=2'"),
    ("plain:share=nan", "plain: share is a number, not 'nan'"),
    ("plain:share=inf", "plain: share is a number, not 'inf'"),
    ("plain:count=1.5", "plain: count is a whole number, not 1.5"),
    ("plain:count=0", "plain: count goes from 1 to 1000, not 0"),
    ("plain:count=1001", "plain: count goes from 1 to 1000, not 1001"),
    ("scheduled:share=-2", "scheduled: share goes from -1.5 to 1, not -2"),
    ("scheduled:beta=1.01", "scheduled: beta goes from 0 to 1, not 1.01"),
    ("scheduled:beta=-0.1", "scheduled: beta goes from 0 to 1, not -0.1"),
  ])
  func badSpecs(spec: String, message: String) {
    let error = #expect(throws: SpecError.self) { try Self.catalog.setting(spec) }
    #expect(error?.description == message)
  }

  @Test func valuesFollowBetaUnlessSet() throws {
    let family = try #require(Self.catalog["scheduled"])
    #expect(family.hasBeta)
    #expect(family.values(try Self.catalog.setting("scheduled:beta=1")) == [8, 0.5])
    #expect(family.values(try Self.catalog.setting("scheduled:beta=1,patience=3")) == [3, 0.5])
    // The rules clamp β.
    #expect(family.values(ControllerSetting(family: "scheduled", beta: 7)) == [8, 0.5])
    #expect(family.values(ControllerSetting(family: "scheduled", beta: -7)) == [2, 0.9])
    let plain = try #require(Self.catalog["plain"])
    #expect(!plain.hasBeta)
    #expect(plain.values(plain.defaultSetting) == [64, 0.95])
  }

  /// The controller is made of the values, whatever the order of the parameters.
  @Test func theControllerHasItsValues() throws {
    let controller = try Self.catalog.controller(Self.catalog.setting("plain:share=0.1,count=7"))
    let scripted = try #require(controller as? Scripted)
    Question.of([EpisodeTests.chain]).play { episode in
      let answer = scripted.solve(&episode)
      #expect(answer == Answer(id: 7))
      return episode.answer(nil, .hand)
    }
    #expect(throws: SpecError.self) { try Self.catalog.controller(ControllerSetting(family: "none")) }
  }

  @Test func numbersAreWrittenWithoutNeedlessPoints() {
    #expect(ControllerSetting.text(12) == "12")
    #expect(ControllerSetting.text(-0.5) == "-0.5")
    #expect(ControllerSetting.text(0.0393) == "0.0393")
    #expect(
      ControllerSetting(family: "a", beta: 0.5, overrides: ["z": 1, "b": 0.25]).description == "a:beta=0.5,b=0.25,z=1")
  }
}
