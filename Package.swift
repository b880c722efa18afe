// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "autotts",
  products: [
    .executable(name: "autotts", targets: ["autotts"]),
    .library(name: "Replay", targets: ["Replay", "ReplayStores", "Controllers", "Evaluation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // Values and the replay environment.
    .target(name: "Replay", swiftSettings: strict),
    // SHA-256 over libcrypto.
    .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "Digest", dependencies: ["CCrypto"], swiftSettings: strict),
    // Bytes to replay values and back.
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "ReplayStores", dependencies: ["Replay", "CSimdjson", "Digest"], swiftSettings: strict),
    // One controller a file, and the catalog.
    .target(name: "Controllers", dependencies: ["Replay"], exclude: ["AddingAController.md"], swiftSettings: strict),
    // Controller × store × seeds.
    .target(name: "Evaluation", dependencies: ["Replay", "Digest"], swiftSettings: strict),
    // The explorer without a terminal, and the terminal.
    .target(name: "Explorer", dependencies: ["Replay", "Evaluation"], swiftSettings: strict),
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncursesw5-dev"])]),
    // Puts the terminal back from a signal handler.
    .target(name: "CTerminalGuard"),
    .target(name: "CursesTerminal", dependencies: ["Explorer", "CNcurses", "CTerminalGuard"], swiftSettings: strict),
    // The configuration's language.
    .target(name: "CTOML"),
    // Where everything meets.
    .executableTarget(
      name: "autotts",
      dependencies: [
        "Replay", "ReplayStores", "Controllers", "Evaluation", "Explorer", "CursesTerminal", "CTOML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),

    .systemLibrary(name: "CVTerm", path: "Tests/CVTerm", providers: [.apt(["libvterm-dev"])]),
    .testTarget(name: "ReplayTests", dependencies: ["Replay"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "ReplayStoresTests", dependencies: ["ReplayStores", "Replay", "FuzzSubjects"], swiftSettings: strict),
    // What the fuzzers feed, and a test that takes their corpus through it.
    .target(
      name: "FuzzSubjects", dependencies: ["ReplayStores", "Replay"], path: "Tests/Fuzz/Subjects", swiftSettings: strict
    ),
    .testTarget(
      name: "CorpusTests", dependencies: ["FuzzSubjects"], path: "Tests/Fuzz/CorpusTests", swiftSettings: strict),
    .testTarget(
      name: "ControllersTests", dependencies: ["Controllers", "Replay", "ReplayStores", "Evaluation"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "Replay", "ReplayStores", "Controllers", "Digest"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "ExplorerTests",
      // Of curses only how many columns the C library gives a glyph.
      dependencies: ["Explorer", "Replay", "Controllers", "Evaluation", "ReplayStores", "CNcurses"],
      exclude: ["Snapshots"], swiftSettings: strict),
    // The built program from outside; of curses only how many columns the C library gives a character.
    .testTarget(
      name: "CommandTests",
      dependencies: ["autotts", "CNcurses", "Explorer", "Replay", "ReplayStores", "Controllers"],
      exclude: ["Sessions"], swiftSettings: strict),
    // A program that shows one frame and echoes its input, for the terminal's own tests.
    .executableTarget(
      name: "TerminalDemo", dependencies: ["CursesTerminal", "Explorer"], path: "Tests/TerminalDemo",
      swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["CVTerm", "autotts", "TerminalDemo", "CursesTerminal", "Explorer"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// `AUTOTTS_FUZZ=SUBJECT swift run -c release --scratch-path .build-fuzz Fuzzer`: libFuzzer brings the entry point, and
// all that it is to see has to be compiled for it.
if Context.environment["AUTOTTS_FUZZ"] != nil {
  for target in package.targets where target.type == .regular {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=fuzzer,address"])]
    target.cxxSettings = (target.cxxSettings ?? []) + [.unsafeFlags(["-fsanitize=fuzzer-no-link,address"])]
  }
  package.targets.append(
    .executableTarget(
      name: "Fuzzer", dependencies: ["FuzzSubjects"], path: "Tests/Fuzz/Fuzzer",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer,address"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]))
}
