package dev.redline.rag.judge.call;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Environment variables as values with a range. A variable that is set but empty is an error.
 *
 * @param prefix what the names of a service's own variables begin with, as in {@code BEDROCK}
 */
public record Environment(Map<String, String> variables, String prefix) {

  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  /** The name of a variable of this service, as in {@code BEDROCK_MAX_RPS}. */
  String name(String ending) {
    return prefix + "_" + ending;
  }

  /** One of the words of an enum, in lower case. */
  public <E extends Enum<E>> E choice(String ending, E standard) {
    E[] all = standard.getDeclaringClass().getEnumConstants();
    String words = String.join("|", Arrays.stream(all).map(Environment::word).toList());
    return text(name(ending), Pattern.compile(words), "one of " + words.replace("|", ", "))
        .map(word -> Enum.valueOf(standard.getDeclaringClass(), word.toUpperCase(Locale.ROOT)))
        .orElse(standard);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  public Optional<String> text(String name, Pattern pattern, String allowed) {
    return valid(name, value -> pattern.matcher(value).matches(), allowed);
  }

  /** Both ends are allowed. */
  Optional<BigDecimal> decimal(String name, String least, String most) {
    return number(name, DECIMAL, least, most, "a number from %s to %s".formatted(least, most));
  }

  /** Both ends are allowed. */
  public Optional<Integer> whole(String name, int least, int most) {
    return whole(name, least, most, "");
  }

  /**
   * Both ends are allowed.
   *
   * @param why follows the range where a value is refused
   */
  public Optional<Integer> whole(String name, int least, int most, String why) {
    String allowed = "a whole number from %d to %d%s".formatted(least, most, why);
    return number(name, WHOLE, Integer.toString(least), Integer.toString(most), allowed)
        .map(BigDecimal::intValueExact);
  }

  /** Both ends are allowed. */
  Duration seconds(String name, String standard, String least, String most) {
    BigDecimal seconds = decimal(name, least, most).orElse(new BigDecimal(standard));
    return Duration.ofNanos(seconds.movePointRight(9).longValueExact());
  }

  private Optional<BigDecimal> number(
      String name, Pattern form, String least, String most, String allowed) {
    Predicate<String> inRange =
        value ->
            form.matcher(value).matches()
                && new BigDecimal(value).compareTo(new BigDecimal(least)) >= 0
                && new BigDecimal(value).compareTo(new BigDecimal(most)) <= 0;
    return valid(name, inRange, allowed).map(BigDecimal::new);
  }

  private Optional<String> valid(String name, Predicate<String> rule, String allowed) {
    Optional<String> value = Optional.ofNullable(variables.get(name));
    if (value.isPresent() && !rule.test(value.get())) {
      throw new SettingException(name, value.get(), allowed);
    }
    return value;
  }
}
