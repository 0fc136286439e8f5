package dev.redline.rag;

import java.util.List;

/**
 * Answers that were judged once more.
 *
 * @param judged those that could be, in the order of the answers
 */
public record Rejudgement(List<Judged> judged) {

  /**
   * Judges the answers again, claims and labels both.
   *
   * @throws JudgeUnavailableException if the judge cannot be asked any more
   */
  public static Rejudgement of(List<Judged> once, Judging judging) {
    return new Rejudgement(
        judging.all(once.iterator(), j -> CaseOutcome.of(j.answered(), judging.judge())).stream()
            .filter(outcome -> outcome.unjudged().isEmpty())
            .map(CaseOutcome::judged)
            .toList());
  }
}
