package dev.redline.phase.index;

/**
 * A statement as pg_stat_statements has it.
 *
 * @param queryId as pg_stat_statements shows it
 * @param query with {@code $1}, {@code $2} in place of constants
 * @param totalMillis time in the executor of all calls together
 */
public record SeenStatement(long queryId, String query, long calls, double totalMillis) {}
