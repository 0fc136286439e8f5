package dev.redline.rag.judge.offline.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads quantities out of the tokens of a clause.
 *
 * @param tokens of the whole clause
 */
record QuantityReader(List<Token> tokens) {

  private static final Set<String> VERSIONED =
      Set.of("postgresql", "postgres", "pgvector", "version", "versions", "release");
  private static final Set<String> DATING =
      Set.of(
          "in",
          "since",
          "until",
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final Set<String> EVERY =
      Set.of("a", "an", "per", "every", "each", "daily", "weekly", "monthly");
  private static final BigDecimal EARLIEST = BigDecimal.valueOf(1000);
  private static final BigDecimal LATEST = BigDecimal.valueOf(2199);

  /**
   * A quantity.
   *
   * @param end index behind its last token
   * @param plainOne whether it is no more than the word "one"
   */
  record Read(String key, int end, boolean plainOne) {}

  /** The quantity that begins at {@code at}; null if none does. */
  @Nullable Read at(int at) {
    Token token = tokens.get(at);
    BigDecimal number = number(at);
    if (number == null) {
      return null;
    }
    int end = at + 1;
    int digit = NumberWords.isTens(token.text()) ? digit(end) : 0;
    if (digit > 0) {
      number = number.add(BigDecimal.valueOf(digit));
      end++;
    }
    if (end < tokens.size() && Quantities.isUnit(tokens.get(end).text())) {
      return new Read(Quantities.key(number, tokens.get(end).text()), end + 1, false);
    }
    if (at > 0 && VERSIONED.contains(tokens.get(at - 1).text())) {
      return new Read("version:" + token.text(), end, false);
    }
    return isYear(at, number)
        ? new Read("year:" + token.text(), end, false)
        : new Read(Quantities.key(number), end, token.is("one"));
  }

  private int digit(int at) {
    return at < tokens.size() ? NumberWords.digit(tokens.get(at).text()) : 0;
  }

  private @Nullable BigDecimal number(int at) {
    Token token = tokens.get(at);
    if (token.is("once")) {
      boolean counts = at + 1 < tokens.size() && EVERY.contains(tokens.get(at + 1).text());
      boolean timed = at + 2 < tokens.size() && Quantities.isTime(tokens.get(at + 2).text());
      return counts && timed ? BigDecimal.ONE : null;
    }
    return Quantities.number(token);
  }

  private boolean isYear(int at, BigDecimal number) {
    return at > 0
        && DATING.contains(tokens.get(at - 1).text())
        && tokens.get(at).text().matches("\\d{4}")
        && number.compareTo(EARLIEST) >= 0
        && number.compareTo(LATEST) <= 0;
  }
}
