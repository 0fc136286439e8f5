package dev.redline.rag.bedrock;

/**
 * What a model said.
 *
 * @param text as it came
 * @param end whether it said all it wanted to say
 */
record ModelReply(String text, End end) {

  /** Why a reply ends where it ends. */
  enum End {
    /** The model had finished. */
    FINISHED,
    /** There were no tokens left. */
    CUT_OFF
  }

  boolean cutOff() {
    return end == End.CUT_OFF;
  }
}
