package dev.redline.rag.judge.call;

/** Numbers of tokens that a model read and wrote. */
public record Tokens(long input, long output) {

  static final Tokens NONE = new Tokens(0, 0);

  Tokens plus(Tokens other) {
    return new Tokens(input + other.input, output + other.output);
  }
}
