package dev.redline.rag;

/** The smallest statement that can be right or wrong, as a triplet. */
public record Claim(String subject, String predicate, String object) {

  /** A claim that is not taken apart: predicate and object are empty. */
  public static Claim of(String text) {
    return new Claim(text, "", "");
  }

  /** The claim as running text. */
  public String text() {
    return (subject + " " + predicate + " " + object).strip();
  }
}
