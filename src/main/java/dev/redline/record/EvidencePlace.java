package dev.redline.record;

/**
 * Where a person finds a piece of evidence.
 *
 * @param name for a person, such as {@code settings before}
 * @param at of a file its path under metrics/; of an attachment its path from the page; of a
 *     picture its anchor there
 */
public record EvidencePlace(String name, Kind kind, String at) {

  /** What the place is. */
  public enum Kind {
    FILE,
    ATTACHMENT,
    PICTURE
  }
}
