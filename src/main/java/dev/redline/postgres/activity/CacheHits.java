package dev.redline.postgres.activity;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Blocks that sessions of a database asked for, as {@code pg_stat_database} counts them.
 *
 * @param hit found in shared_buffers
 * @param read asked of the operating system, which may have had them in its own cache
 */
public record CacheHits(long hit, long read) {

  private static final String QUERY =
      "SELECT blks_hit, blks_read FROM pg_catalog.pg_stat_database WHERE datname = current_database()";

  /** Since the statistics were last reset; a session counts once its transactions have ended. */
  public static CacheHits read(Connector connector) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      return new CacheHits(row.getLong(1), row.getLong(2));
    }
  }

  /** What was added since {@code earlier}; nothing if statistics were reset meanwhile. */
  public CacheHits since(CacheHits earlier) {
    boolean reset = hit < earlier.hit || read < earlier.read;
    return reset ? new CacheHits(0, 0) : new CacheHits(hit - earlier.hit, read - earlier.read);
  }

  /** The share that was found in shared_buffers, 0 to 1; NaN if nothing was asked for. */
  public double ratio() {
    return (double) hit / (hit + read);
  }
}
