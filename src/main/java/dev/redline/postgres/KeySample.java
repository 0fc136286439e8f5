package dev.redline.postgres;

import java.util.List;

/**
 * Rows of one table by their primary key.
 *
 * @param columns of the key, quoted
 * @param types of the columns, as SQL writes them
 * @param keys a sample: the values of each row in the order of the columns, as text
 * @param gone the server's count of rows that statements have deleted or moved, before the sample
 */
public record KeySample(
    List<String> columns, List<String> types, List<List<String>> keys, long gone) {

  /**
   * What of a sample is not there any more.
   *
   * @param missing rows of the sample
   * @param accounted rows of the whole table that statements have deleted or moved since: at most
   *     so many may be missing
   */
  public record Missing(String table, int asked, long missing, long accounted) {

    /** As in {@code public.docs: 3 of 100, by statements at most 1}. */
    @Override
    public String toString() {
      return "%s: %d of %d, by statements at most %d".formatted(table, missing, asked, accounted);
    }
  }

  /** A crash has the server count anew: then the count is of what was deleted since it. */
  long accounted(long goneNow) {
    return goneNow < gone ? goneNow : goneNow - gone;
  }
}
