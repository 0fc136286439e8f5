package dev.redline.phase.observability;

import dev.redline.postgres.activity.StatementActivity;

/**
 * The same searches as three see them: who ran them, the server's own counters, and
 * pg_stat_statements.
 *
 * @param searches how many were run
 * @param indexScans how many scans the table's vector indexes counted ({@code
 *     pg_stat_user_indexes})
 * @param activity what came to the counters meanwhile, searches of others included
 */
public record Coverage(long searches, long indexScans, StatementActivity activity) {

  /** Searches that pg_stat_statements counted, of those that the indexes counted. */
  double ofSearches() {
    return (double) activity.calls() / indexScans;
  }

  /** Pages that pg_stat_statements saw touched, of those that the database counted. */
  double ofPages() {
    return (double) activity.statementPages() / activity.databasePages();
  }
}
