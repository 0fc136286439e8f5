package dev.redline.rag.evaluation;

import dev.redline.rag.Unjudged;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What can be said of answers that no reference is there for.
 *
 * @param withoutReference answers whose passages alone they are held against
 * @param faithfulness the mean share of their claims that a passage entails, 0 to 1; NaN without
 *     any
 * @param passagesUsed the mean share of their passages that entail a claim, 0 to 1; NaN without any
 * @param unanswerable questions that nobody can answer from the corpus
 * @param refusal the share of them whose answer refuses, 0 to 1; NaN without any
 * @param answered ids of the unanswerable questions that were answered all the same
 * @param unjudged answers that the judge could not read
 */
public record OtherScores(
    int withoutReference,
    double faithfulness,
    double passagesUsed,
    int unanswerable,
    double refusal,
    List<String> answered,
    List<Unjudged> unjudged) {

  /**
   * Of several rounds of judging the same answers: the mean of each score, and whatever was
   * answered or could not be read in any of them.
   */
  public static OtherScores mean(List<OtherScores> rounds) {
    OtherScores first = rounds.get(0);
    return new OtherScores(
        first.withoutReference,
        mean(rounds, OtherScores::faithfulness),
        mean(rounds, OtherScores::passagesUsed),
        first.unanswerable,
        mean(rounds, OtherScores::refusal),
        rounds.stream().flatMap(round -> round.answered.stream()).distinct().toList(),
        rounds.stream().flatMap(round -> round.unjudged.stream()).toList());
  }

  private static double mean(List<OtherScores> rounds, ToDoubleFunction<OtherScores> score) {
    return rounds.stream().mapToDouble(score).average().orElse(Double.NaN);
  }
}
