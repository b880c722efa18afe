/// Makes realistic replay stores from a recipe.
public enum StoreSynthesizer {
  /// The store of a recipe in the published form: compact JSON in UTF-8, one question a line.
  ///
  /// A pure function of its inputs, in whole numbers throughout: the bytes are the same on every machine.
  ///
  /// - Throws: ``SynthesisError`` for a recipe or a question that cannot be used, or without questions.
  public static func json(
    recipe: SynthesisRecipe, questions: [SynthesisQuestion]
  ) throws(SynthesisError) -> [UInt8] {
    try recipe.validate()
    if questions.isEmpty { throw .noQuestions }
    for question in questions { try question.validate() }
    var output = CompactJSON()
    output.list(questions, separator: ",\n") { output, question in
      let reasoner = Reasoner(recipe: recipe, question: question)
      output.question(question, chains: (0..<recipe.branches).map(reasoner.chain), interval: recipe.interval)
    }
    output.raw("\n")
    return output.bytes
  }
}

extension CompactJSON {
  fileprivate mutating func question(_ question: SynthesisQuestion, chains: [Reasoner.Chain], interval: Int) {
    raw(#"{"question":"#)
    string(question.text)
    raw(#","each_branch":"#)
    list(chains) { output, chain in
      output.raw("[")
      output.list(chain.probes) { $0.string($1) }
      output.raw(",\(chain.tokens),")
      output.string(chain.final)
      output.raw("]")
    }
    raw(#","final_answers_trace":"#)
    list(chains) { $0.string($1.final) }
    raw(#","gold_answer":"#)
    string(String(question.answer))
    raw(#","probe_freq":\#(interval)}"#)
  }
}
