package dev.redline.rag.metric;

import java.util.Optional;
import java.util.stream.Stream;

/** What a text says about a claim. Only {@link #ENTAILMENT} counts in favour of anything. */
public enum Label {
  /** The text supports the whole claim. */
  ENTAILMENT("Entailment"),
  /** The text neither supports nor contradicts the claim. */
  NEUTRAL("Neutral"),
  /** The text says something that cannot be true together with the claim. */
  CONTRADICTION("Contradiction");

  private final String text;

  Label(String text) {
    this.text = text;
  }

  /** The label as files spell it. */
  public String text() {
    return text;
  }

  /** The label spelt exactly {@code text}, case included; empty for any other spelling. */
  public static Optional<Label> of(String text) {
    return Stream.of(values()).filter(label -> label.text.equals(text)).findFirst();
  }
}
