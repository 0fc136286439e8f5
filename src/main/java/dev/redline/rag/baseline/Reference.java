package dev.redline.rag.baseline;

/**
 * What an evaluation is compared with.
 *
 * @param name in a sentence, such as {@code the unchanged server}
 * @param next what a person does if answers are worse
 * @param unlike what a person does if the two cannot be compared
 */
public record Reference(String name, Measured evaluation, String next, String unlike) {

  /** Something that a baseline was accepted of, or could be. */
  public Reference(String name, Measured evaluation, String next) {
    this(
        name,
        evaluation,
        next,
        "evaluate with what the baseline has, or accept a new one with -Daccept=baseline; where a"
            + " file does not say who gave its labels, -Deval.judge=<name>@<version> does");
  }
}
