package dev.redline.rag;

/** A model replied, but not with what was asked for. The case stays unjudged, the reply is kept. */
public class UnusableReplyException extends RuntimeException {

  private final String reply;

  /**
   * @param problem what was asked and what is wrong with the reply
   * @param reply the reply as it came
   */
  public UnusableReplyException(String problem, String reply) {
    super(problem);
    this.reply = reply;
  }

  /** The reply as it came, possibly empty. */
  public String reply() {
    return reply;
  }
}
