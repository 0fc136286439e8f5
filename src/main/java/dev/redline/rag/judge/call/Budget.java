package dev.redline.rag.judge.call;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What may be spent.
 *
 * @param name of the variable that bounds it
 * @param maxUsd empty for no bound
 * @param text prices of the model that judges and answers; there if there is a bound
 * @param embedding price of embeddings; there if there is a bound and a model for embeddings
 */
public record Budget(
    String name, Optional<BigDecimal> maxUsd, Optional<Prices> text, Optional<Prices> embedding) {

  /**
   * Reads the budget of a service.
   *
   * @param embeds whether a model of it embeds, too
   */
  public static Budget of(Environment environment, boolean embeds) {
    String inputName = environment.name("USD_PER_1K_INPUT");
    String outputName = environment.name("USD_PER_1K_OUTPUT");
    String embeddingName = environment.name("USD_PER_1K_EMBEDDING");
    String maxName = environment.name("MAX_USD");
    Optional<BigDecimal> maxUsd = environment.decimal(maxName, "0", "100000");
    Optional<BigDecimal> input = environment.decimal(inputName, "0", "100");
    Optional<BigDecimal> output = environment.decimal(outputName, "0", "100");
    Optional<BigDecimal> embedding = environment.decimal(embeddingName, "0", "100");
    requireTogether(inputName, input, outputName, output);
    maxUsd.ifPresent(max -> requireWith(maxName, max, inputName, input));
    if (embeds) {
      maxUsd.ifPresent(max -> requireWith(maxName, max, embeddingName, embedding));
    }
    return new Budget(
        maxName,
        maxUsd,
        input.flatMap(in -> output.map(out -> new Prices(in, out))),
        embedding.map(in -> new Prices(in, BigDecimal.ZERO)));
  }

  /** Prices change: none is built in, and without one a bound would hold nothing. */
  private static void requireWith(
      String maxName, BigDecimal max, String price, Optional<BigDecimal> value) {
    if (value.isEmpty()) {
      throw new SettingException(
          maxName, max.toPlainString(), "accompanied by " + price + ", the model's price in USD");
    }
  }

  private static void requireTogether(
      String one, Optional<BigDecimal> left, String other, Optional<BigDecimal> right) {
    left.filter(v -> right.isEmpty()).ifPresent(v -> alone(one, v, other));
    right.filter(v -> left.isEmpty()).ifPresent(v -> alone(other, v, one));
  }

  private static void alone(String name, BigDecimal value, String missing) {
    throw new SettingException(name, value.toPlainString(), "accompanied by " + missing);
  }
}
