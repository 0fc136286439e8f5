package dev.redline.rag.judge.call;

import dev.redline.rag.UnusableReplyException;

/** A reply came whose form is not the one asked for. Asked again, a model may do better. */
public final class FaultyReplyException extends UnusableReplyException {

  private final String asked;
  private final Fault fault;
  private final String words;

  /**
   * @param asked what the reply should hold, as in {@code claims}
   * @param words what is wrong with the reply; nothing of the reply itself, since the model reads
   *     them outside of any enclosure
   */
  public FaultyReplyException(String asked, Fault fault, String words, ModelReply reply) {
    this("Asked for %s: %s".formatted(asked, words), asked, fault, words, reply.text());
  }

  private FaultyReplyException(
      String message, String asked, Fault fault, String words, String reply) {
    super(message, reply);
    this.asked = asked;
    this.fault = fault;
    this.words = words;
  }

  /** The same about a reply that came when the model was asked again. */
  public FaultyReplyException secondTime() {
    return new FaultyReplyException(
        "Asked twice for %s: %s".formatted(asked, words), asked, fault, words, reply());
  }

  public Fault fault() {
    return fault;
  }

  public String words() {
    return words;
  }
}
