package dev.redline.rag.judge.bedrock;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What may be spent.
 *
 * @param maxUsd empty for no bound
 * @param text prices of the model that judges and answers; there if there is a bound
 * @param embedding price of embeddings; there if there is a bound and a model for embeddings
 */
public record Budget(
    Optional<BigDecimal> maxUsd, Optional<Prices> text, Optional<Prices> embedding) {

  private static final String INPUT = "BEDROCK_USD_PER_1K_INPUT";
  private static final String OUTPUT = "BEDROCK_USD_PER_1K_OUTPUT";
  private static final String EMBEDDING = "BEDROCK_USD_PER_1K_EMBEDDING";
  private static final String MAX = "BEDROCK_MAX_USD";

  static Budget of(Environment environment) {
    Optional<BigDecimal> maxUsd = environment.decimal(MAX, "0", "100000");
    Optional<BigDecimal> input = environment.decimal(INPUT, "0", "100");
    Optional<BigDecimal> output = environment.decimal(OUTPUT, "0", "100");
    Optional<BigDecimal> embedding = environment.decimal(EMBEDDING, "0", "100");
    requireTogether(INPUT, input, OUTPUT, output);
    maxUsd.ifPresent(max -> requireWith(max, INPUT, input));
    if (environment.variables().containsKey(EmbeddingModel.ID)) {
      maxUsd.ifPresent(max -> requireWith(max, EMBEDDING, embedding));
    }
    return new Budget(
        maxUsd,
        input.flatMap(in -> output.map(out -> new Prices(in, out))),
        embedding.map(in -> new Prices(in, BigDecimal.ZERO)));
  }

  /** Prices change: none is built in, and without one a bound would hold nothing. */
  private static void requireWith(BigDecimal max, String price, Optional<BigDecimal> value) {
    if (value.isEmpty()) {
      throw new SettingException(
          MAX, max.toPlainString(), "accompanied by " + price + ", the model's price in USD");
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
