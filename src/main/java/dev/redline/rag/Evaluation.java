package dev.redline.rag;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Asks every question, has every answer judged and adds up. Exceptions of the retriever, and of a
 * judge that cannot be reached, end the evaluation; a reply that cannot be read leaves its case
 * unjudged and the evaluation incomplete.
 */
public final class Evaluation {

  private final Retriever retriever;
  private final Answerer answerer;
  private final Judging judging;
  private final Clock clock;

  /**
   * @param answerer one that several threads may use if several cases are worked on at once
   * @param clock tells when the evaluation started and how long it took
   */
  public Evaluation(Retriever retriever, Answerer answerer, Judging judging, Clock clock) {
    this.retriever = retriever;
    this.answerer = answerer;
    this.judging = judging;
    this.clock = clock;
  }

  /** A case with the passages that were found for it. */
  private record Found(Case question, List<Passage> passages) {}

  /**
   * Runs all cases. Passages are searched for in order, one question after the other.
   *
   * @param corpus what the retriever searches; only its hash is used
   * @param k passages per question, at least 1
   */
  public EvaluationResult run(Corpus corpus, Cases cases, int k) {
    return run(corpus, cases, k, EarlierAnswers.NONE);
  }

  /**
   * The same, but a question for which the same passages are found as in {@code earlier} is neither
   * answered nor judged again: answer and labels are those of {@code earlier}.
   *
   * @param earlier by the same answerer; by another judge, nothing of it is used
   */
  public EvaluationResult run(Corpus corpus, Cases cases, int k, EvaluationResult earlier) {
    return run(corpus, cases, k, EarlierAnswers.of(earlier, judging.judge().id()));
  }

  private EvaluationResult run(Corpus corpus, Cases cases, int k, EarlierAnswers earlier) {
    Instant started = clock.instant();
    List<CaseOutcome> outcomes =
        judging.all(
            cases.cases().stream().map(question -> found(question, k)).iterator(),
            found -> outcome(found, earlier));
    Origin origin = new Origin(judging.judge().id(), corpus.sha256(), cases.sha256(), k);
    return EvaluationResult.of(started, clock, outcomes, origin);
  }

  private Found found(Case question, int k) {
    return new Found(question, retriever.retrieve(question.query(), k));
  }

  private CaseOutcome outcome(Found found, EarlierAnswers earlier) {
    return earlier
        .of(found.question, found.passages)
        .map(CaseOutcome::reused)
        .orElseGet(() -> CaseOutcome.of(found.question, found.passages, answerer, judging.judge()));
  }
}
