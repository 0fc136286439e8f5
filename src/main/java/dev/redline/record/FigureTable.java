package dev.redline.record;

import dev.redline.quoting.CsvText;
import dev.redline.quoting.SeenText;
import dev.redline.verdict.Table;
import java.util.List;
import java.util.stream.Collectors;

/** A table as a report shows it: comma-separated values, the heads first. */
final class FigureTable {

  private FigureTable() {}

  static String csv(Table table) {
    return line(table.columns())
        + table.rows().stream().map(FigureTable::line).collect(Collectors.joining());
  }

  /** What would hide or reorder others is shown by its number. */
  private static String line(List<String> cells) {
    return CsvText.line(cells.stream().map(SeenText::of).toList());
  }
}
