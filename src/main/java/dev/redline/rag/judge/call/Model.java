package dev.redline.rag.judge.call;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.UnusableReplyException;
import java.util.function.Function;

/** Answers calls, of several threads at once. */
public interface Model {

  /**
   * Asks and reads the reply. A reply that the reader refuses is not kept for another time.
   *
   * @param reader throws {@link UnusableReplyException} if it cannot read the reply
   * @throws UnusableReplyException also if there was no reply to this call
   * @throws JudgeUnavailableException if there will be none to other calls either
   */
  <T> T ask(ModelCall call, Function<ModelReply, T> reader);
}
