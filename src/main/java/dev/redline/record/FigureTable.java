package dev.redline.record;

import dev.redline.quoting.CsvText;
import dev.redline.verdict.Table;
import java.util.stream.Collectors;

/** A table as a report shows it: comma-separated values, the heads first. */
final class FigureTable {

  private FigureTable() {}

  static String csv(Table table) {
    return CsvText.line(table.columns())
        + table.rows().stream().map(CsvText::line).collect(Collectors.joining());
  }
}
