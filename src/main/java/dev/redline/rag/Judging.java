package dev.redline.rag;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * By whom the cases of one evaluation are judged.
 *
 * @param casesAtOnce more than 1 only for a judge that several threads may use
 * @param progress gets a step for each case, and is closed behind the last
 */
public record Judging(Judge judge, int casesAtOnce, Progress progress) {

  /** One case after the other, and nobody watches. */
  public static Judging oneByOne(Judge judge) {
    return new Judging(judge, 1, Progress.silent());
  }

  /** The same with another judge, of whom the same is true. */
  public Judging by(Judge other) {
    return new Judging(other, casesAtOnce, progress);
  }

  /**
   * Judges all, in any order.
   *
   * @return in the order of {@code cases}
   */
  <T> List<CaseOutcome> all(Iterator<T> cases, Function<T, CaseOutcome> work) {
    List<CaseOutcome> outcomes = new ArrayList<>();
    try (progress) {
      new InOrder<>(casesAtOnce, work, (CaseOutcome outcome) -> noted(outcome, outcomes))
          .each(cases);
    }
    return outcomes;
  }

  private void noted(CaseOutcome outcome, List<CaseOutcome> outcomes) {
    outcomes.add(outcome);
    progress.step();
  }
}
