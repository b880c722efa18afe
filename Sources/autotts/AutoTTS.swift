import ArgumentParser

@main struct AutoTTS: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "autotts", version: "0.1.0")
}
