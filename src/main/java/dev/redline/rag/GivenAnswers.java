package dev.redline.rag;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Answers that somebody's own pipeline gave, in a file of RAGChecker's format. A file with labels
 * is scored by them; one without is judged.
 *
 * @param results at least one; either all have their labels or none has all of them
 */
public record GivenAnswers(List<Judged> results, Origin origin) {

  public GivenAnswers {
    results = List.copyOf(results);
  }

  /**
   * Reads the file.
   *
   * @throws RagFileException if {@link RagFile#read} refuses it, or if only some of its results
   *     have labels: a mean over the labels of two judges would mean nothing
   */
  public static GivenAnswers read(Path file) {
    List<Judged> results = RagFile.read(file).results();
    long labelled = results.stream().filter(result -> result.labels().isPresent()).count();
    if (labelled != 0 && labelled != results.size()) {
      throw new RagFileException(
          file,
          "/results/" + firstWithoutLabels(results),
          "lacks labels, which %d of %d results have; give all of them, or none to have all judged"
              .formatted(labelled, results.size()));
    }
    return new GivenAnswers(results, Origin.read(file, results));
  }

  /** Whether the file holds the labels, so that no judge is needed. */
  public boolean labelled() {
    return results.get(0).labels().isPresent();
  }

  /**
   * Scores the answers.
   *
   * @param begin asked for a judge of so many cases only if the file is not {@link #labelled}
   */
  public EvaluationResult evaluate(IntFunction<Judging> begin, Clock clock) {
    Instant started = clock.instant();
    if (labelled()) {
      List<CaseOutcome> given =
          results.stream().map(r -> new CaseOutcome(r, Optional.empty(), false)).toList();
      return EvaluationResult.of(started, clock, given, origin);
    }
    Judging judging = begin.apply(results.size());
    List<CaseOutcome> outcomes =
        judging.all(results.iterator(), given -> CaseOutcome.of(given.answered(), judging.judge()));
    return EvaluationResult.of(started, clock, outcomes, origin.judgedBy(judging.judge().id()));
  }

  private static int firstWithoutLabels(List<Judged> results) {
    int index = 0;
    while (results.get(index).labels().isPresent()) {
      index++;
    }
    return index;
  }
}
