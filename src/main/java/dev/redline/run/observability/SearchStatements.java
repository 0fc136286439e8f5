package dev.redline.run.observability;

import dev.redline.vector.VectorTable;

/** How pg_stat_statements shows the searches of a table. */
final class SearchStatements {

  private SearchStatements() {}

  /** A pattern for LIKE. */
  static String of(VectorTable table) {
    String name = table.quotedTable().replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    return "SELECT %<=>%FROM " + name + "%LIMIT%";
  }
}
