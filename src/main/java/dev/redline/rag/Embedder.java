package dev.redline.rag;

/** Turns text into a vector. */
@FunctionalInterface
public interface Embedder {

  /** The vector of a text: the same text always gives the same vector. */
  float[] embed(String text);
}
