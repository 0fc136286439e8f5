package dev.redline.rag.judge.call;

import dev.redline.rag.UnusableReplyException;
import java.util.regex.Pattern;

/** A reply came whose form is not the one asked for. Asked again, a model may do better. */
public final class FaultyReplyException extends UnusableReplyException {

  private static final Pattern NAME = Pattern.compile("\\w{1,40}");

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

  /** The service answered, but there is no message of the model in what it sent. */
  public static FaultyReplyException noMessage(String body) {
    return ofService(Fault.EMPTY, "it held no message", body);
  }

  /** The service does not say why the reply ends where it ends. */
  public static FaultyReplyException withoutReason(String body) {
    return ofService(Fault.STOPPED, "it did not say why it ended", body);
  }

  /**
   * Something ended the reply before the model did.
   *
   * @param reason as the service names it, as in {@code content_filter}
   */
  public static FaultyReplyException stopped(String reason, String body) {
    String named = NAME.matcher(reason).matches() ? reason : "for a reason without a name";
    return ofService(Fault.STOPPED, "it was stopped: " + named, body);
  }

  private static FaultyReplyException ofService(Fault fault, String words, String body) {
    ModelReply kept = ModelReply.of(ReplyMasking.of(body), ModelReply.End.FINISHED);
    return new FaultyReplyException("a reply", fault, words, kept);
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
