import Replay
import ReplayStores

extension Subject {
  /// The reader of stores: a store that holds together, or one plain line that names the first offence.
  public static let stores = Subject(name: "stores") { bytes in
    do throws(StoreError) {
      let store = try StoreReader.read(bytes: bytes, name: "fuzz", file: "fuzz.json")
      return store.questions.lazy.compactMap(complaint).first
    } catch {
      return errorComplaint("\(error)", exitCode: error.exitCode, offset: error.offset, in: bytes)
    }
  }

  /// What every question has to be; runs index its arrays by it.
  private static func complaint(about question: Question) -> String? {
    let classes = Int32(question.answerTexts.count)
    var end: Int32 = 0
    var isContiguous = true
    for branch in question.branches {
      isContiguous = isContiguous && branch.start == end && branch.probeCount >= 0 && branch.tokens >= 0
      end = branch.start + branch.probeCount + 1
    }
    return firstFalse([
      "a question has branches": !question.branches.isEmpty,
      "Δ is positive": question.interval > 0,
      "branches follow each other": isContiguous && Int(end) == question.answers.count,
      "answers are of known classes": question.answers.allSatisfy { (0..<classes).contains($0) },
      "the reference answer is of a known class": (0..<classes).contains(question.gold.id),
      "final answers have the first classes": question.branches.indices.allSatisfy {
        question.finalAnswer(of: $0).id < question.finalAnswerCount
      },
    ])
  }
}
