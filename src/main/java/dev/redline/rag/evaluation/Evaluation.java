package dev.redline.rag.evaluation;

import dev.redline.rag.Case;
import dev.redline.rag.Cases;
import dev.redline.rag.Corpus;
import dev.redline.rag.Judged;
import dev.redline.rag.NamedAnswerer;
import dev.redline.rag.Passage;
import dev.redline.rag.ReplyCounts;
import dev.redline.rag.Retriever;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks every question, has every answer judged and adds up. Exceptions of the retriever, and of a
 * judge that cannot be reached, end the evaluation; a reply that cannot be read leaves its case
 * unjudged and the evaluation incomplete.
 */
public final class Evaluation {

  private final Retriever retriever;
  private final NamedAnswerer answerer;
  private final Judging judging;
  private final Clock clock;

  /**
   * @param answerer one that several threads may use if several cases are worked on at once
   * @param clock tells when the evaluation started and how long it took
   */
  public Evaluation(Retriever retriever, NamedAnswerer answerer, Judging judging, Clock clock) {
    this.retriever = retriever;
    this.answerer = answerer;
    this.judging = judging;
    this.clock = clock;
  }

  /** A case with the passages that were found for it, and what was made of just these before. */
  private record Found(Case question, List<Passage> passages, Optional<Judged> earlier) {}

  /**
   * Runs all cases. Passages are searched for in order, one question after the other.
   *
   * @param corpus what the retriever searches; only its hash is used
   * @param k passages per question, at least 1
   */
  public EvaluationResult run(Corpus corpus, Cases cases, int k) {
    return run(corpus, cases, k, EarlierAnswers.none());
  }

  /**
   * The same, but a question for which the same passages are found as in {@code earlier} is neither
   * answered nor judged again: answer and labels are those of {@code earlier}.
   *
   * @param earlier by another judge or answerer, nothing of it is used
   */
  public EvaluationResult run(Corpus corpus, Cases cases, int k, EvaluationResult earlier) {
    return run(corpus, cases, k, EarlierAnswers.of(earlier, judging.judge().id(), answerer.id()));
  }

  private EvaluationResult run(Corpus corpus, Cases cases, int k, EarlierAnswers earlier) {
    Instant started = clock.instant();
    Tally.Collector outcomes = new Tally.Collector();
    ReplyCounts replies =
        judging.each(
            cases.cases().stream().map(question -> found(question, k, earlier)).iterator(),
            this::outcome,
            outcomes::add);
    AnswerProvenance origin =
        new AnswerProvenance(
            judging.judge().id(), corpus.sha256(), cases.sha256(), k, answerer.id());
    return outcomes.done(Map.of(), replies).result(started, clock, origin);
  }

  private Found found(Case question, int k, EarlierAnswers earlier) {
    List<Passage> passages = retriever.retrieve(question.query(), k);
    return new Found(question, passages, earlier.of(question, passages));
  }

  private CaseOutcome outcome(Found found) {
    return found
        .earlier
        .map(CaseOutcome::reused)
        .orElseGet(
            () ->
                CaseOutcome.of(
                    found.question, found.passages, answerer.answerer(), judging.judge()));
  }
}
