package dev.redline.rag.evaluation;

import dev.redline.rag.InOrder;
import dev.redline.rag.Judge;
import dev.redline.rag.Judged;
import dev.redline.rag.Progress;
import dev.redline.rag.ReplyCounts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * By whom the cases of one evaluation are judged.
 *
 * @param casesAtOnce more than 1 only for a judge that several threads may use
 * @param progress gets a step for each case, and is closed behind the last
 * @param replies how the judge's replies could be read so far
 */
public record Judging(
    Judge judge, int casesAtOnce, Progress progress, Supplier<ReplyCounts> replies) {

  /** By a judge that is no model. */
  public Judging(Judge judge, int casesAtOnce, Progress progress) {
    this(judge, casesAtOnce, progress, () -> ReplyCounts.NONE);
  }

  /** One case after the other, and nobody watches. */
  public static Judging oneByOne(Judge judge) {
    return new Judging(judge, 1, Progress.silent());
  }

  /** The same with another judge, of whom the same is true. */
  public Judging by(Judge other) {
    return new Judging(other, casesAtOnce, progress, replies);
  }

  /**
   * Judges all, in any order; few are under way at once.
   *
   * @param cases taken as they are needed
   * @param then gets the outcomes in the order of {@code cases}, as they come
   * @return how the replies to these cases could be read
   */
  <T> ReplyCounts each(
      Iterator<T> cases, Function<T, CaseOutcome> work, Consumer<CaseOutcome> then) {
    ReplyCounts before = replies.get();
    try (progress) {
      new InOrder<>(casesAtOnce, work, then.andThen(outcome -> progress.step())).each(cases);
    }
    return replies.get().since(before);
  }

  /** Judges answers again, claims and labels both: those that could be, in their order. */
  List<Judged> again(List<Judged> once) {
    List<Judged> again = new ArrayList<>();
    each(
        once.iterator(),
        judged -> CaseOutcome.of(Judged.notYet(judged.answered()), judge),
        outcome -> {
          if (outcome.unjudged().isEmpty()) {
            again.add(outcome.judged());
          }
        });
    return again;
  }
}
