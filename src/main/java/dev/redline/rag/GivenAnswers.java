package dev.redline.rag;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
   * Scores the answers, one after the other.
   *
   * @param judge asked for only if the file is not {@link #labelled}
   */
  public EvaluationResult evaluate(Supplier<Judge> judge, Clock clock) {
    Instant started = clock.instant();
    List<Unjudged> unjudged = new ArrayList<>();
    List<Judged> scored = results;
    JudgeId id = origin.judge();
    if (!labelled()) {
      Judge asked = judge.get();
      id = asked.id();
      scored = results.stream().map(given -> judged(given, asked, unjudged)).toList();
    }
    Summary summary =
        new Summary(
            unjudged.isEmpty() ? Optional.of(Scores.of(Judged.metrics(scored))) : Optional.empty(),
            Duration.between(started, clock.instant()),
            scored.size(),
            id,
            origin.corpusSha256(),
            origin.casesSha256(),
            origin.k(),
            unjudged);
    return new EvaluationResult(started, scored, summary);
  }

  private static Judged judged(Judged given, Judge judge, List<Unjudged> unjudged) {
    try {
      return CaseJudgement.of(given.answered(), judge);
    } catch (UnusableReplyException e) {
      String reason = String.valueOf(e.getMessage());
      unjudged.add(new Unjudged(given.answered().queryId(), reason, e.reply()));
      return Judged.notYet(given.answered());
    }
  }

  private static int firstWithoutLabels(List<Judged> results) {
    int index = 0;
    while (results.get(index).labels().isPresent()) {
      index++;
    }
    return index;
  }
}
