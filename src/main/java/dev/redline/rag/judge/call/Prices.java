package dev.redline.rag.judge.call;

import java.math.BigDecimal;

/** What a model costs, in US dollars per 1,000 tokens. */
public record Prices(BigDecimal input, BigDecimal output) {

  /** The exact cost. */
  public BigDecimal of(Tokens tokens) {
    BigDecimal in = input.multiply(BigDecimal.valueOf(tokens.input()));
    return in.add(output.multiply(BigDecimal.valueOf(tokens.output()))).movePointLeft(3);
  }
}
