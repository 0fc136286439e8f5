package dev.redline.rag;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks every question, has every answer judged and adds up. Exceptions of the retriever, and of a
 * judge that cannot be reached, end the evaluation; a reply that cannot be read leaves its case
 * unjudged and the evaluation incomplete.
 */
public final class Evaluation {

  private final Retriever retriever;
  private final Answerer answerer;
  private final Judge judge;
  private final Clock clock;

  /**
   * @param clock tells when the evaluation started and how long it took
   */
  public Evaluation(Retriever retriever, Answerer answerer, Judge judge, Clock clock) {
    this.retriever = retriever;
    this.answerer = answerer;
    this.judge = judge;
    this.clock = clock;
  }

  /**
   * Runs all cases in order, one after the other.
   *
   * @param corpus what the retriever searches; only its hash is used
   * @param k passages per question, at least 1
   */
  public EvaluationResult run(Corpus corpus, Cases cases, int k) {
    Instant started = clock.instant();
    List<Judged> results = new ArrayList<>();
    List<Unjudged> unjudged = new ArrayList<>();
    for (Case question : cases.cases()) {
      results.add(judged(question, k, unjudged));
    }
    Summary summary =
        new Summary(
            scores(results, unjudged),
            Duration.between(started, clock.instant()),
            results.size(),
            judge.id(),
            corpus.sha256(),
            cases.sha256(),
            k,
            unjudged);
    return new EvaluationResult(started, results, summary);
  }

  private Judged judged(Case question, int k, List<Unjudged> unjudged) {
    List<Passage> passages = retriever.retrieve(question.query(), k);
    Answered answered = answered(question, passages, "");
    try {
      String response = answerer.answer(question.query(), passages);
      answered = answered(question, passages, response);
      return CaseJudgement.of(answered, judge);
    } catch (UnusableReplyException e) {
      String reason = String.valueOf(e.getMessage());
      unjudged.add(new Unjudged(question.queryId(), reason, e.reply()));
      return Judged.notYet(answered);
    }
  }

  private static Answered answered(Case question, List<Passage> passages, String response) {
    List<RetrievedText> context =
        passages.stream().map(p -> new RetrievedText(p.docId(), p.text())).toList();
    return new Answered(
        question.queryId(), question.query(), question.gtAnswer(), response, context);
  }

  private static Optional<Scores> scores(List<Judged> results, List<Unjudged> unjudged) {
    return unjudged.isEmpty() && !results.isEmpty()
        ? Optional.of(Scores.of(Judged.metrics(results)))
        : Optional.empty();
  }
}
