package dev.redline.rag;

/**
 * A piece of text that can be retrieved.
 *
 * @param docId unique in its corpus
 * @param topic empty if the file names none
 * @param title empty if the file names none
 */
public record Passage(String docId, String topic, String title, String text) {

  /** What is embedded of it. */
  public String titled() {
    return title + ". " + text;
  }
}
