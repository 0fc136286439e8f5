package dev.redline.rag.judge.offline.text;

/**
 * A piece of a text.
 *
 * @param text in lower case
 * @param start offset of the first character
 * @param end offset behind the last character
 */
public record Token(Kind kind, String text, int start, int end) {

  public enum Kind {
    WORD,
    /** A name such as {@code shared_buffers}, {@code hnsw.ef_search} or {@code <=>}. */
    IDENTIFIER,
    NUMBER,
    COMMA
  }

  boolean is(String word) {
    return text.equals(word);
  }
}
