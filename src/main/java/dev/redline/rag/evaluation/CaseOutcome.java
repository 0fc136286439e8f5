package dev.redline.rag.evaluation;

import dev.redline.rag.Answerer;
import dev.redline.rag.Case;
import dev.redline.rag.Judge;
import dev.redline.rag.Judged;
import dev.redline.rag.Passage;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.Unjudged;
import dev.redline.rag.UnusableReplyException;
import java.util.List;
import java.util.Optional;

/**
 * What came of one case.
 *
 * @param judged with nothing more than was given if nothing usable was said
 * @param unjudged why not; empty if it was judged
 * @param reused whether nobody was asked, because an earlier evaluation had the same passages
 */
record CaseOutcome(Judged judged, Optional<Unjudged> unjudged, boolean reused) {

  /** Has judged what is missing. */
  static CaseOutcome of(Judged given, Judge judge) {
    try {
      return new CaseOutcome(CaseJudgement.of(given, judge), Optional.empty(), false);
    } catch (UnusableReplyException e) {
      return unusable(given, e);
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

  private static Judged answered(Case question, List<Passage> passages, String response) {
    return Judged.notYet(question.answered(response, RetrievedText.of(passages)));
  }

  private static CaseOutcome unusable(Judged given, UnusableReplyException e) {
    return new CaseOutcome(
        given,
        Optional.of(
            new Unjudged(given.answered().queryId(), String.valueOf(e.getMessage()), e.reply())),
        false);
  }
}
