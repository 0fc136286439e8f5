package dev.redline.record;

import dev.redline.quoting.SeenText;
import dev.redline.verdict.Table;
import java.util.List;
import java.util.stream.Collectors;

/** A table as a report shows it: comma-separated values (RFC 4180), the heads first. */
final class FigureTable {

  private FigureTable() {}

  static String csv(Table table) {
    return line(table.columns())
        + table.rows().stream().map(FigureTable::line).collect(Collectors.joining());
  }

  private static String line(List<String> cells) {
    return cells.stream().map(FigureTable::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    return "\"" + SeenText.line(text).replace("\"", "\"\"") + "\"";
  }
}
