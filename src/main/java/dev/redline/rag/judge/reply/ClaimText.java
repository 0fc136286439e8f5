package dev.redline.rag.judge.reply;

import dev.redline.rag.Claim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One line of a reply as one claim, or as none. */
final class ClaimText {

  private static final Pattern AROUND =
      Pattern.compile("(?:[-•*] +|\\d{1,3} ?[.)] *)?(\\(.*\\))[,;.]?");

  private static final String BETWEEN = Pattern.quote("\", \"");

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

  /** Whether it is the example of the prompt, or nearly so. */
  static boolean isExample(Claim claim) {
    return Stream.of(
                Map.entry("subject", claim.subject()),
                Map.entry("predicate", claim.predicate()),
                Map.entry("object", claim.object()))
            .filter(part -> part.getValue().strip().equalsIgnoreCase(part.getKey()))
            .count()
        > 1;
  }

  /** Quotes that a model did not escape, where nothing else can be meant. */
  private static Optional<List<String>> unescaped(String tuple) {
    if (!tuple.startsWith("(\"") || !tuple.endsWith("\")") || tuple.contains(") and (")) {
      return Optional.empty();
    }
    return Optional.of(List.of(tuple.substring(2, tuple.length() - 2).split(BETWEEN, -1)));
  }
}
