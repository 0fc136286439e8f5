package dev.redline.rag.judge.reply;

import dev.redline.rag.judge.call.Fault;
import dev.redline.rag.judge.call.FaultyReplyException;
import dev.redline.rag.judge.call.ModelReply;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines of a reply that say something. Blank lines and the fences of a code block say nothing.
 *
 * @param asked what the reply should hold
 */
public record ReplyLines(String asked, ModelReply reply, List<String> lines) {

  /** A fence may name a language; any other word in its line is part of the reply. */
  private static final Pattern FENCE =
      Pattern.compile("```(?:json|text|txt|plaintext|python)?", Pattern.CASE_INSENSITIVE);

  /**
   * The lines that are not blank and no fence.
   *
   * @throws FaultyReplyException if the reply is empty or cut off
   */
  public static ReplyLines of(ModelReply reply, String asked) {
    List<String> lines =
        reply
            .text()
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !FENCE.matcher(line).matches())
            .toList();
    ReplyLines read = new ReplyLines(asked, reply, lines);
    if (reply.cutOff()) {
      throw read.fault(Fault.CUT_OFF, "it was cut off because it was too long");
    }
    if (lines.isEmpty()) {
      throw read.fault(Fault.EMPTY, "it was empty");
    }
    return read;
  }

  FaultyReplyException fault(Fault fault, String words) {
    return new FaultyReplyException(asked, fault, words, reply);
  }

  /**
   * @param index of the line, from 0
   */
  FaultyReplyException form(int index, String wanted) {
    return fault(Fault.FORM, "line %d was not %s and nothing else".formatted(index + 1, wanted));
  }
}
