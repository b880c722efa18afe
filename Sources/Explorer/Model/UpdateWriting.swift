import Evaluation
import Replay

/// A file that the user asks for.
public struct FileRequest: Hashable, Sendable {
  /// What it is to hold.
  public enum Content: Hashable, Sendable {
    /// The picture on the screen.
    case picture(String)
    /// The data behind it, as the commands print them.
    case data(DataForm)
  }

  /// The forms of data.
  public enum DataForm: String, Hashable, Sendable {
    case csv, json
  }

  /// Where it is to be.
  public var path: String
  /// Whether a file that is there already is replaced.
  public var isReplacing: Bool
  /// What it is to hold.
  public var content: Content

  /// A file with its content.
  public init(path: String, isReplacing: Bool, content: Content) {
    self.path = path
    self.isReplacing = isReplacing
    self.content = content
  }
}

/// The forms in which a view is written, known by the ending of the file's name.
enum FileForm: String, CaseIterable {
  case svg, txt, ansi, csv, json

  /// The form of a path; nil where its ending is another one, or none.
  init?(path: String) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }

  /// What is said of all of them where one is asked for.
  static let words = ".svg .txt .ansi picture, .csv .json data; Tab changes"
}

// Writing the view: its picture, or its data.
extension Model {
  /// Asks for a file's name, and proposes one.
  mutating func askForFile() {
    overlays.append(.prompt(Prompt(purpose: .write, text: proposedFileName + ".svg")))
  }

  /// What a picture of this view may be called: the view and what it shows, in letters that any file system has.
  var proposedFileName: String {
    var parts = [state.view.rawValue]
    if let place = state.trace {
      parts += [place.file.split(separator: "/").last.map(String.init) ?? "", "line\(place.line)"]
    } else {
      if state.view != .knobs { parts.append(state.store) }
      switch state.view {
      case .step, .diff: parts += ["q\(state.question + 1)", "seed\(state.seed)"]
      case .questions, .knobs: parts.append(state.setting.family)
      case .curves: break
      }
      if !state.setting.overrides.isEmpty, state.view != .curves { parts.append("overridden") }
      parts.append(state.rules.words)
    }
    return parts.filter { !$0.isEmpty }.map(Self.plain).joined(separator: "-")
  }

  private static func plain(_ part: String) -> String {
    let words = part.split { !($0.isASCII && ($0.isLetter || $0.isNumber) || "._".contains($0)) }
    return String(words.joined(separator: "-").suffix(60))
  }

  /// The same name with the next ending.
  static func withNextForm(_ path: String) -> String {
    guard let form = FileForm(path: path), let index = FileForm.allCases.firstIndex(of: form) else {
      return path + ".svg"
    }
    return path.dropLast(form.rawValue.count) + FileForm.allCases[(index + 1) % FileForm.allCases.count].rawValue
  }

  /// Asks the program for a file; what would be right where the name or the moment is wrong.
  mutating func write(to path: String, replacing: Bool) -> [Effect] {
    let path = path.trimmed
    guard let form = FileForm(path: path) else {
      return refuse("the ending says what is written: .svg, .txt, .ansi (the picture), .csv or .json (the data)")
    }
    let content: FileRequest.Content
    switch form {
    case .svg: content = .picture(FrameRenderer.svg(view()))
    case .txt: content = .picture(FrameRenderer.text(view()))
    case .ansi: content = .picture(FrameRenderer.ansi(view()))
    case .csv, .json:
      if let line = dataFault(form) { return refuse(line) }
      content = .data(form == .csv ? .csv : .json)
    }
    return [.write(FileRequest(path: path, isReplacing: replacing, content: content))]
  }

  /// Why there are no data of this view at this moment; nil where there are.
  private func dataFault(_ form: FileForm) -> String? {
    if trace != nil, state.view != .diff { return form == .csv ? "a run of a trace file is written as .json" : nil }
    return switch state.view {
    case .step, .knobs: nil
    case .diff:
      pair == nil ? "there is no other run yet" : form == .csv ? "what runs differ in is written as .json" : nil
    case .curves: curvesProgress == nil ? nil : "the curves are still being evaluated"
    case .questions: listedFigures == nil ? "the questions are still being evaluated" : nil
    }
  }

  /// The figures of the questions that are listed, in their order; nil while they are being found.
  package var listedFigures: [QuestionFigures]? {
    let list = QuestionsList(self)
    guard let figures = list.figures, !list.isStale else { return nil }
    return list.rows.map { figures[$0] }
  }

  /// Tells that a file is written.
  mutating func tellWritten(_ path: String) {
    notice = Notice(text: "wrote \(path.madeSafe(ascii: !glyphs.isUnicode))", isError: false)
  }
}
