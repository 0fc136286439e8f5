package dev.redline.rag.baseline;

/** The part of the pipeline that a fall comes from. */
public enum Cause {
  /** The vector index missed neighbours that an exact search finds. */
  INDEX("index (neighbours that an exact search finds were missed)"),
  /** The passages that were retrieved hold less of the expected answer. */
  RETRIEVER("retriever (passages hold less of the expected answer)"),
  /** The passages hold as much as before, the answer made less of it. */
  GENERATOR("generator (passages hold as much, the answer made less of it)"),
  /** The answer is the same, or judging it once more moves the score as far as it fell. */
  JUDGE("judge (the same answer is scored differently)");

  private final String words;

  Cause(String words) {
    this.words = words;
  }

  /** For a person. */
  public String words() {
    return words;
  }
}
