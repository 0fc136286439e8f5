package dev.redline.verdict;

import java.util.Optional;

/**
 * What a verdict rests on.
 *
 * @param name for a person, such as {@code settings before}
 * @param file where it is kept, relative to metrics/; empty if the report alone holds it
 * @param content a value that JSON can hold: a record, a list, a map; or a text
 */
public record Evidence(String name, Optional<String> file, Object content) {

  /** Evidence that the report alone holds. */
  public static Evidence of(String name, Object content) {
    return new Evidence(name, Optional.empty(), content);
  }

  /** Evidence that is also kept in {@code file}, relative to metrics/. */
  public static Evidence kept(String name, String file, Object content) {
    return new Evidence(name, Optional.of(file), content);
  }
}
