package dev.redline.record.page;

import dev.redline.record.EvidencePlace;
import java.util.List;

/**
 * A section of the page: what HTML and Markdown have in common.
 *
 * @param anchor a word for links to the section
 * @param none what is said where there are no rows
 * @param shown whether a reviewer has to open it first
 * @param rows each as long as {@code columns}; the first cell names the row
 * @param places what the first cells name, if they name evidence: as long as {@code rows}, or empty
 */
record PageTable(
    String anchor,
    String title,
    String none,
    Shown shown,
    List<String> columns,
    List<List<String>> rows,
    List<EvidencePlace> places) {

  enum Shown {
    OPEN,
    FOLDED
  }

  /** One that leads nowhere. */
  PageTable(
      String anchor,
      String title,
      String none,
      Shown shown,
      List<String> columns,
      List<List<String>> rows) {
    this(anchor, title, none, shown, columns, rows, List.of());
  }

  PageTable {
    columns = List.copyOf(columns);
    places = List.copyOf(places);
    rows = rows.stream().map(row -> row.stream().map(Words::seen).toList()).toList();
  }
}
