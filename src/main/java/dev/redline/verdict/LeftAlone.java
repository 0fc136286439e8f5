package dev.redline.verdict;

/** Evidence that a gate had nothing to do: what it did not touch, and why. */
public record LeftAlone(String what, String why) {

  /** A pass that rests on it. */
  public Finding finding() {
    return Finding.of(
        Verdict.pass(what, "left alone: " + why, "as planned"), Evidence.of("left alone", this));
  }
}
