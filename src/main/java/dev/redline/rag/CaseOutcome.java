package dev.redline.rag;

import java.util.List;
import java.util.Optional;

/**
 * What came of one case.
 *
 * @param judged with null stages if nothing usable was said
 * @param unjudged why not; empty if it was judged
 * @param reused whether nobody was asked, because an earlier evaluation had the same passages
 */
record CaseOutcome(Judged judged, Optional<Unjudged> unjudged, boolean reused) {

  /** Has an answer judged. */
  static CaseOutcome of(Answered answered, Judge judge) {
    try {
      return new CaseOutcome(CaseJudgement.of(answered, judge), Optional.empty(), false);
    } catch (UnusableReplyException e) {
      return unusable(answered, e);
    }
  }

  /** Answers a question from its passages, and has the answer judged. */
  static CaseOutcome of(Case question, List<Passage> passages, Answerer answerer, Judge judge) {
    try {
      String response = answerer.answer(question.query(), passages);
      return of(answered(question, passages, response), judge);
    } catch (UnusableReplyException e) {
      return unusable(answered(question, passages, ""), e);
    }
  }

  static CaseOutcome reused(Judged earlier) {
    return new CaseOutcome(earlier, Optional.empty(), true);
  }

  private static Answered answered(Case question, List<Passage> passages, String response) {
    return new Answered(
        question.queryId(),
        question.query(),
        question.gtAnswer(),
        response,
        RetrievedText.of(passages));
  }

  private static CaseOutcome unusable(Answered answered, UnusableReplyException e) {
    return new CaseOutcome(
        Judged.notYet(answered),
        Optional.of(new Unjudged(answered.queryId(), String.valueOf(e.getMessage()), e.reply())),
        false);
  }
}
