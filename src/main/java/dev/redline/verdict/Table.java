package dev.redline.verdict;

import java.util.List;

/**
 * Figures in rows.
 *
 * @param columns their heads, with units
 * @param rows each as long as {@code columns}
 */
public record Table(List<String> columns, List<List<String>> rows) {

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
