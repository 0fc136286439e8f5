package dev.redline.rag.evaluation;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.Judged;
import java.util.ArrayList;
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
    List<Judged> again = new ArrayList<>();
    judging.each(
        once.iterator(),
        judged -> CaseOutcome.of(Judged.notYet(judged.answered()), judging.judge()),
        outcome -> {
          if (outcome.unjudged().isEmpty()) {
            again.add(outcome.judged());
          }
        });
    return new Rejudgement(again);
  }
}
