import ArgumentParser

/// `autotts stores`: what there is to replay.
struct Stores: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List, check or make replay stores.",
    subcommands: [StoresList.self, StoresCheck.self, StoresSynth.self], defaultSubcommand: StoresList.self)
}
