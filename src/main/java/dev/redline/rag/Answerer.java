package dev.redline.rag;

import java.util.List;

/** Answers a question from passages. */
public interface Answerer {

  /**
   * The answer as running text; empty if the passages hold none.
   *
   * @param context best first, possibly empty
   * @throws UnusableReplyException if a model replied with something that is no answer
   */
  String answer(String query, List<Passage> context);
}
