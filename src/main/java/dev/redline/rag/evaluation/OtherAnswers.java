package dev.redline.rag.evaluation;

import dev.redline.rag.Answered;
import dev.redline.rag.Judged;
import dev.redline.rag.Unjudged;
import dev.redline.rag.UnusableReplyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Answers that RAGChecker's metrics say nothing about, and that no mean of these counts: those
 * without a reference answer, and those to questions where a refusal is right.
 */
public record OtherAnswers(JudgedResults withoutReference, JudgedResults unanswerable) {

  /** All answers have a reference. */
  static final OtherAnswers NONE =
      new OtherAnswers(JudgedResults.of(List.of()), JudgedResults.of(List.of()));

  /** Those of a file, and what is left of it. */
  record Parted(JudgedResults referenced, OtherAnswers others) {}

  /**
   * Which answers these are.
   *
   * @param unanswerable as their file says
   */
  record Ids(Set<String> unanswerable, Set<String> withoutReference) {}

  /** One answer in memory at a time. */
  static Parted part(JudgedResults all, Ids ids) {
    if (ids.unanswerable.isEmpty() && ids.withoutReference.isEmpty()) {
      return new Parted(all, NONE);
    }
    JudgedResults.Collector referenced = new JudgedResults.Collector();
    JudgedResults.Collector withoutReference = new JudgedResults.Collector();
    JudgedResults.Collector refusable = new JudgedResults.Collector();
    for (Judged judged : all) {
      String id = judged.answered().queryId();
      if (ids.unanswerable.contains(id)) {
        refusable.add(judged);
      } else if (ids.withoutReference.contains(id)) {
        withoutReference.add(judged);
      } else {
        referenced.add(judged);
      }
    }
    return new Parted(
        referenced.done(), new OtherAnswers(withoutReference.done(), refusable.done()));
  }

  /** How many there are. */
  public int size() {
    return withoutReference.size() + unanswerable.size();
  }

  /** How often a model is asked about them, at most: for claims, and about each passage. */
  public long calls() {
    return unanswerable.size()
        + withoutReference.stream().mapToLong(each -> 1L + each.answered().context().size()).sum();
  }

  /**
   * Judges them, one after the other. A refusal is told by its words, whoever judges, or by making
   * no claim.
   *
   * @throws dev.redline.rag.JudgeUnavailableException if the judge cannot be asked any more
   */
  public OtherScores judged(Judging judging) {
    List<Unjudged> unjudged = new ArrayList<>();
    List<PassageSupport> supported = new ArrayList<>();
    List<String> answered = new ArrayList<>();
    try (var progress = judging.progress()) {
      for (Judged each : withoutReference) {
        attempt(
            each,
            unjudged,
            () -> supported.add(PassageSupport.of(each.answered(), judging.judge())));
        progress.step();
      }
      for (Judged each : unanswerable) {
        attempt(
            each,
            unjudged,
            () -> {
              if (!refuses(each.answered(), judging)) {
                answered.add(each.answered().queryId());
              }
            });
        progress.step();
      }
    }
    int asked = unanswerable.size();
    return new OtherScores(
        withoutReference.size(),
        supported.stream().mapToDouble(PassageSupport::faithfulness).average().orElse(Double.NaN),
        supported.stream().mapToDouble(PassageSupport::used).average().orElse(Double.NaN),
        asked,
        asked == 0 ? Double.NaN : 1 - (double) answered.size() / asked,
        answered,
        unjudged);
  }

  private static boolean refuses(Answered answered, Judging judging) {
    return Refusal.is(answered.response())
        || judging.judge().extract(answered.query(), answered.response()).isEmpty();
  }

  private static void attempt(Judged each, List<Unjudged> unjudged, Runnable work) {
    try {
      work.run();
    } catch (UnusableReplyException e) {
      unjudged.add(
          new Unjudged(each.answered().queryId(), String.valueOf(e.getMessage()), e.reply()));
    }
  }
}
