package dev.redline.workload.answers;

import dev.redline.rag.Answered;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.evaluation.JudgedResults;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of asking all questions once. In memory are the keys of the passages alone.
 *
 * @param answers in the order of the cases, on disk
 * @param passages the keys of those that were found for each, best first
 */
public record Asking(JudgedResults answers, List<List<String>> passages) {

  public Asking {
    passages = List.copyOf(passages);
  }

  /** Takes the answers one at a time. */
  static Asking of(Stream<Answered> answers) {
    List<List<String>> passages = new ArrayList<>();
    JudgedResults kept =
        JudgedResults.unjudged(answers.peek(answered -> passages.add(keys(answered))));
    return new Asking(kept, passages);
  }

  /** One that was kept. */
  public static Asking of(JudgedResults answers) {
    return new Asking(answers, answers.stream().map(given -> keys(given.answered())).toList());
  }

  /** The answer to the case of that place. */
  public Answered at(int place) {
    return answers.get(place).answered();
  }

  private static List<String> keys(Answered answered) {
    return answered.context().stream().map(RetrievedText::key).toList();
  }
}
