package dev.redline;

import dev.redline.vector.VectorTable;

/** Breaks the rules about searches, to show that they are rules. */
record StraySearch(VectorTable table) {

  /** A search of its own, with no policy. */
  String own() {
    return "SELECT id FROM " + table.quotedTable() + " ORDER BY embedding <=> ? LIMIT 5";
  }

  /** The session's statement, run by somebody else. */
  String borrowed() {
    return table.query();
  }
}
