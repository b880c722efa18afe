import ArgumentParser

/// `autotts stores`: what there is to replay.
struct Stores: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stores",
    abstract: "List, check, freeze or make replay stores.",
    subcommands: [StoresList.self, StoresCheck.self, StoresFreeze.self, StoresSynth.self],
    defaultSubcommand: StoresList.self)
}
