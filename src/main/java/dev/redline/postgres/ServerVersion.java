package dev.redline.postgres;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * What differs between the versions of PostgreSQL that are supported, 14 to 18: asked here and
 * nowhere else.
 *
 * <p>Nobody else asks for {@code server_version_num}, nor compares a major version; {@code
 * ArchitectureTest} holds that.
 *
 * @param number {@code server_version_num}, such as {@code 150018}
 */
public record ServerVersion(int number) {

  private static final int MAJOR = 10_000;

  /** Bytes before each piece of memory of an allocator that only grows (GenerationContext). */
  private static final int CHUNK_HEADER = 8;

  private static final int CHUNK_HEADER_BEFORE_16 = 24;

  /** Nodes of printed trees that 14 and 15 call otherwise than 16 and later. */
  private static final Map<String, String> LABELS_BEFORE_16 =
      Map.of(
          "RTE", "RANGETBLENTRY",
          "CASE", "CASEEXPR",
          "WHEN", "CASEWHEN",
          "ARRAY", "ARRAYEXPR",
          "ROW", "ROWEXPR",
          "ROWCOMPARE", "ROWCOMPAREEXPR",
          "COALESCE", "COALESCEEXPR",
          "MINMAX", "MINMAXEXPR",
          "CTE", "COMMONTABLEEXPR");

  /** Asks the server. */
  public static ServerVersion of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version_num")) {
      row.next();
      return new ServerVersion(row.getInt(1));
    }
  }

  /** As the driver was told when it connected: without a question to the server. */
  public static ServerVersion told(Connection connection) throws SQLException {
    DatabaseMetaData told = connection.getMetaData();
    return new ServerVersion(
        told.getDatabaseMajorVersion() * MAJOR + told.getDatabaseMinorVersion());
  }

  /**
   * The name of a node of a tree that {@code debug_print_rewritten} prints, as 16 and later print
   * it; the same for all versions.
   */
  public static String treeLabel(String printed) {
    return LABELS_BEFORE_16.getOrDefault(printed, printed);
  }

  /** Such as 15. */
  public int major() {
    return number / MAJOR;
  }

  /** Whether {@code GRANT ALTER SYSTEM ON PARAMETER} gives an account settings one by one. */
  public boolean grantsParameters() {
    return major() >= 15;
  }

  /** Whether ALTER SYSTEM takes a setting of a library that is not loaded yet. */
  public boolean altersUnknownSettings() {
    return major() >= 17;
  }

  /** Whether {@code shared_memory_size_in_huge_pages} tells how many huge pages it takes. */
  public boolean tellsHugePages() {
    return major() >= 15;
  }

  /** Whether a session has {@code transaction_timeout}. */
  public boolean hasTransactionTimeout() {
    return major() >= 17;
  }

  /** A query for the number of checkpoints and the pages that they wrote. */
  public String writtenByCheckpoints() {
    return major() >= 17
        ? "SELECT num_timed + num_requested, buffers_written FROM pg_catalog.pg_stat_checkpointer"
        : "SELECT checkpoints_timed + checkpoints_req, buffers_checkpoint"
            + " FROM pg_catalog.pg_stat_bgwriter";
  }

  /** Bytes that a piece of memory costs beside its content. */
  public int chunkHeaderBytes() {
    return major() >= 16 ? CHUNK_HEADER : CHUNK_HEADER_BEFORE_16;
  }
}
