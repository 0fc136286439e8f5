package dev.redline.plan.yaml;

import dev.redline.quoting.SeenText;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * A single value, as written, and what YAML 1.2 takes it for.
 *
 * @param text as written, without quotes; empty for {@link Kind#NOTHING}
 */
public record ScalarNode(Location at, String text, Kind kind) implements Node {

  enum Kind {
    TEXT,
    WHOLE_NUMBER,
    DECIMAL,
    TRUTH,
    NOTHING
  }

  @Override
  public ScalarNode scalar() {
    return this;
  }

  @Override
  public String describe() {
    return switch (kind) {
      case NOTHING -> "nothing";
      case TEXT -> "\"" + Excerpt.of(text) + "\"";
      default -> Excerpt.of(text);
    };
  }

  /**
   * The text as written, possibly of several lines.
   *
   * @throws PlanException if this is empty, not a text, or has characters that a reader does not
   *     see
   */
  public String asText() {
    require(kind == Kind.TEXT && !text.isBlank(), "a text");
    return require(SeenText.of(text).equals(text), "a text without hidden characters").text;
  }

  /** A text or a number as written: what PostgreSQL's configuration takes. */
  public String asSettingValue() {
    require(kind != Kind.TRUTH, "a PostgreSQL value (on or off, not true or false)");
    return require(!text.isBlank(), "a PostgreSQL value, such as 8GB, 0.9 or on").text;
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public int asInteger(int min, int max) {
    String rule = "a whole number from " + min + " to " + max;
    BigDecimal number = number(Kind.WHOLE_NUMBER, rule);
    require(inRange(number, min, max), rule);
    return number.intValueExact();
  }

  /** A number from {@code min} to {@code max}, both included. */
  public double asDecimal(double min, double max) {
    String rule = "a number from " + plain(min) + " to " + plain(max);
    BigDecimal number = number(Kind.DECIMAL, rule);
    require(inRange(number, min, max), rule);
    return number.doubleValue();
  }

  /** What a notation's parser makes of the text. */
  public <T> T as(Function<String, T> notation) {
    try {
      return notation.apply(text);
    } catch (IllegalArgumentException e) {
      throw new PlanException(at, "found " + describe() + ": " + e.getMessage() + ".", e);
    }
  }

  /** One of {@code allowed}, exactly. */
  public String asOneOf(List<String> allowed) {
    return require(allowed.contains(text), "one of " + String.join(", ", allowed)).text;
  }

  private BigDecimal number(Kind widest, String rule) {
    require(kind == Kind.WHOLE_NUMBER || kind == widest, rule);
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw wrongType(rule);
    }
  }

  private static boolean inRange(BigDecimal number, double min, double max) {
    return number.compareTo(BigDecimal.valueOf(min)) >= 0
        && number.compareTo(BigDecimal.valueOf(max)) <= 0;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private ScalarNode require(boolean holds, String rule) {
    if (!holds) {
      throw wrongType(rule);
    }
    return this;
  }
}
