import ReplayStores
import Testing

/// Where stores are looked for, as a pure function.
@Suite struct StoreLocationsTests {
  private func roots(_ locations: StoreLocations, existing: Set<String>) -> [StoreRoot] {
    locations.roots { existing.contains($0) }
  }

  @Test func precedence() {
    let locations = StoreLocations(
      options: ["one", "/two"],
      environment: ["AUTOTTS_STORES": "/three:/gone::four", "XDG_DATA_HOME": "/data", "HOME": "/me"],
      executable: "/opt/bin/autotts", package: "/source")
    let existing: Set = [
      "one", "/three", "four", "/data/autotts/stores", "/me/.local/share/autotts/stores", "/source/Stores",
    ]
    #expect(
      roots(locations, existing: existing) == [
        StoreRoot(path: "one", origin: .option), StoreRoot(path: "/two", origin: .option),
        StoreRoot(path: "/three", origin: .environment), StoreRoot(path: "four", origin: .environment),
        StoreRoot(path: "/data/autotts/stores", origin: .userData),
        StoreRoot(path: "/source/Stores", origin: .bundled),
      ])
  }

  @Test(arguments: [nil, "", "relative"])
  func dataDirectoryByDefault(variable: String?) {
    var environment = ["HOME": "/me"]
    environment["XDG_DATA_HOME"] = variable
    #expect(
      roots(StoreLocations(environment: environment), existing: ["/me/.local/share/autotts/stores"])
        == [StoreRoot(path: "/me/.local/share/autotts/stores", origin: .userData)])
  }

  @Test(
    arguments: [
      // Installed.
      (
        "/usr/local/bin/autotts", ["/usr/local/share/autotts/stores", "/source/Stores"],
        "/usr/local/share/autotts/stores"
      ),
      // Built in a package, that of `swift run` or of a symbolic link that was resolved.
      ("/p/.build/x86_64-unknown-linux-gnu/release/autotts", ["/p/Stores", "/source/Stores", "/Stores"], "/p/Stores"),
      // Unpacked with its stores.
      ("/opt/autotts-1/autotts", ["/opt/autotts-1/Stores"], "/opt/autotts-1/Stores"),
      // Copied elsewhere on the machine that built it.
      ("/elsewhere/autotts", ["/source/Stores"], "/source/Stores"),
      ("/autotts", ["/Stores", "/source/Stores"], "/Stores"),
      (nil, ["/source/Stores"], "/source/Stores"),
      // bin without share falls back to the package.
      ("/p/bin/autotts", ["/p/Stores"], "/p/Stores"),
    ] as [(String?, Set<String>, String)])
  func bundled(executable: String?, existing: Set<String>, expected: String) {
    let locations = StoreLocations(executable: executable, package: "/source")
    #expect(roots(locations, existing: existing) == [StoreRoot(path: expected, origin: .bundled)])
  }

  @Test func nothing() {
    #expect(roots(StoreLocations(), existing: []).isEmpty)
  }

  @Test func ofThisProgram() {
    let locations = StoreLocations.current(options: ["x"], configured: [])
    #expect(locations.options == ["x"])
    #expect(locations.executable?.hasPrefix("/") == true)
    #expect(locations.package.map { "\($0)/Tests/ReplayStoresTests/StoreLocationsTests.swift" } == #filePath)
  }
}
