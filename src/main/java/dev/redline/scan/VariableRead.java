package dev.redline.scan;

import java.util.Comparator;

/**
 * A place where a program reads one of the variables.
 *
 * @param path relative to the top of the tree
 * @param line from 1
 * @param idiom how it is read, such as {@code call} or {@code expansion}
 * @param text the part of the line that makes it a read; the rest, which may hold a secret, is cut
 */
public record VariableRead(
    String path, int line, Language language, String idiom, String variable, String text)
    implements Comparable<VariableRead> {

  private static final Comparator<VariableRead> ORDER =
      Comparator.comparing(VariableRead::path)
          .thenComparing(VariableRead::line)
          .thenComparing(VariableRead::text)
          .thenComparing(VariableRead::idiom);

  /** By path, then line. */
  @Override
  public int compareTo(VariableRead other) {
    return ORDER.compare(this, other);
  }

  /** As in {@code app/main.py:12 os.environ["DATABASE_URL"]}. */
  @Override
  public String toString() {
    return path + ":" + line + " " + text;
  }
}
