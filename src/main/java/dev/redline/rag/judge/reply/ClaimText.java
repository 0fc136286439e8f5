package dev.redline.rag.judge.reply;

import dev.redline.rag.Claim;
import dev.redline.rag.judge.call.Fault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a reply as one claim, or as none. */
final class ClaimText {

  private static final Pattern AROUND =
      Pattern.compile("(?:[-•*] +|\\d{1,3} ?[.)] *)?(\\(.*\\))[,;.]?");

  /** The words of the example in the prompt, and what they become in another language. */
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "\\W*(?:subject|predicate|verb|object|subjekt|prädikat|objekt|sujet|prédicat|verbe|objet"
              + "|sujeto|predicado|objeto)\\W*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");

  private static final String BETWEEN = Pattern.quote("\", \"");

  /** Where a claim ends or begins: what holds it within a part has something beside the claim. */
  private static final Pattern EDGE = Pattern.compile("\"\\s*\\)|\\(\\s*\"");

  private ClaimText() {}

  static Optional<Claim> parse(String line) {
    Matcher around = AROUND.matcher(line);
    if (!around.matches()) {
      return Optional.empty();
    }
    String tuple = around.group(1);
    return new LiteralTuple(tuple)
        .parse()
        .map(tuples -> tuples.size() == 1 ? tuples.get(0) : List.<String>of())
        .or(() -> unescaped(tuple))
        .filter(parts -> parts.size() == 3 && parts.stream().noneMatch(String::isBlank))
        .map(parts -> new Claim(parts.get(0), parts.get(1), parts.get(2)));
  }

  /**
   * The claim, which states something.
   *
   * @throws dev.redline.rag.judge.call.FaultyReplyException if it is the example of the prompt, or
   *     nearly so, or holds no word
   */
  static Claim stated(Claim claim, ReplyLines lines) {
    List<String> parts = List.of(claim.subject(), claim.predicate(), claim.object());
    if (parts.stream().filter(part -> EXAMPLE.matcher(part).matches()).count() > 1) {
      throw lines.fault(Fault.EXAMPLE, "it repeated the words of the example");
    }
    if (!WORD.matcher(claim.text()).find()) {
      throw lines.fault(Fault.FORM, "a claim held no word");
    }
    return claim;
  }

  /** Quotes that a model did not escape, where nothing else can be meant. */
  private static Optional<List<String>> unescaped(String tuple) {
    if (!tuple.startsWith("(\"") || !tuple.endsWith("\")")) {
      return Optional.empty();
    }
    String within = tuple.substring(2, tuple.length() - 2);
    return EDGE.matcher(within).find()
        ? Optional.empty()
        : Optional.of(List.of(within.split(BETWEEN, -1)));
  }
}
