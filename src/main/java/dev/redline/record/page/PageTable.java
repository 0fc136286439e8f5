package dev.redline.record.page;

import java.util.List;

/**
 * A section of the page: what HTML and Markdown have in common.
 *
 * @param anchor a word for links to the section
 * @param none what is said where there are no rows
 * @param shown whether a reviewer has to open it first
 * @param rows each as long as {@code columns}; the first cell names the row
 */
record PageTable(
    String anchor,
    String title,
    String none,
    Shown shown,
    List<String> columns,
    List<List<String>> rows) {

  enum Shown {
    OPEN,
    FOLDED
  }

  PageTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(row -> row.stream().map(Words::seen).toList()).toList();
  }
}
