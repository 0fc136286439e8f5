package dev.redline.rag;

/** The smallest statement that can be right or wrong, as a triplet. */
public record Claim(String subject, String predicate, String object) {

  /** The claim as running text. */
  public String text() {
    return subject + " " + predicate + " " + object;
  }
}
