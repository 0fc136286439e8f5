package dev.redline.rag;

import java.util.Arrays;
import java.util.List;

/** A pipeline that answers questions, whatever it is made of. Asked by one thread at a time. */
@FunctionalInterface
public interface RagPipeline {

  /**
   * The answer to a question.
   *
   * @throws Exception ends the evaluation: nothing is known about the other answers then
   */
  Answer answer(String question) throws Exception;

  /**
   * An answer with what it rests on.
   *
   * @param text may be empty, which makes no claims
   * @param passages best first; empty if nothing was retrieved
   */
  record Answer(String text, List<RetrievedText> passages) {

    /** With passages that have no ids. */
    public static Answer of(String text, String... passages) {
      return new Answer(
          text, Arrays.stream(passages).map(passage -> new RetrievedText(null, passage)).toList());
    }
  }
}
