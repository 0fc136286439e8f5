package dev.redline.rag.judge.call;

import java.util.Optional;

/**
 * What a model said.
 *
 * @param text as it came
 * @param end whether it said all it wanted to say
 * @param first what was wrong with an earlier reply to the same call; empty if this is the first
 */
public record ModelReply(String text, End end, Optional<Fault> first) {

  /** Why a reply ends where it ends. */
  public enum End {
    /** The model had finished. */
    FINISHED,
    /** There were no tokens left. */
    CUT_OFF
  }

  /** The first reply to a call. */
  public static ModelReply of(String text, End end) {
    return new ModelReply(text, end, Optional.empty());
  }

  /** The same, as what came when the call was made again. */
  public ModelReply after(Fault fault) {
    return new ModelReply(text, end, Optional.of(fault));
  }

  public boolean cutOff() {
    return end == End.CUT_OFF;
  }
}
