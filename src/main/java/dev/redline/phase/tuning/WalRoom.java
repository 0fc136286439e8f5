package dev.redline.phase.tuning;

import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.target.twin.TwinSource;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Room for the write-ahead log that a stage lets grow.
 *
 * @param planned max_wal_size as it is to be, in bytes
 * @param now max_wal_size as it is
 * @param used by the log already; 0 where the account may not see it
 * @param free on its disk; empty where that cannot be seen from here
 */
record WalRoom(long planned, long now, long used, Optional<Long> free) {

  private static final String SETTING = "max_wal_size";
  private static final String SIZES =
      "SELECT pg_catalog.pg_size_bytes(?), pg_catalog.pg_size_bytes(current_setting('max_wal_size')),"
          + " pg_catalog.has_function_privilege('pg_catalog.pg_ls_waldir()', 'EXECUTE')";
  private static final String USED =
      "SELECT coalesce(sum(size), 0)::bigint FROM pg_catalog.pg_ls_waldir()";

  /** Reads sizes, where the stage plans any; changes nothing. */
  static Optional<WalRoom> of(List<PlannedSetting> settings, Connector connector)
      throws SQLException {
    Optional<String> planned =
        settings.stream()
            .filter(each -> each.name().equals(SETTING) && !each.kept())
            .map(PlannedSetting::value)
            .findFirst();
    return planned.isEmpty() ? Optional.empty() : Optional.of(read(planned.get(), connector));
  }

  private static WalRoom read(String planned, Connector connector) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        PreparedStatement statement = connection.prepareStatement(SIZES)) {
      statement.setString(1, planned);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new WalRoom(
            row.getLong(1),
            row.getLong(2),
            row.getBoolean(3) ? used(connection) : 0,
            TwinSource.freeOf(connector, "pg_wal"));
      }
    }
  }

  private static long used(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(USED);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The log has room to grow to its new size: a server whose log's disk is full stops. */
  Verdict verdict() {
    String subject = "disk for the write-ahead log to grow to max_wal_size = " + size(planned);
    long more = Math.max(0, planned - used);
    if (planned <= now) {
      return Verdict.pass(subject, "not raised", "room where it is raised");
    }
    String required = size(more) + " beside the log as it is";
    return free.map(
            bytes ->
                bytes >= more
                    ? Verdict.pass(subject, size(bytes) + " free", required)
                    : Verdict.fail(
                        subject,
                        size(bytes) + " free",
                        required,
                        "make room, or lower max_wal_size in the stage's file"))
        .orElseGet(
            () -> Verdict.pass(subject, "not to be seen from here: look for yourself", required));
  }

  private static String size(long bytes) {
    return new MemorySize((bytes >> 20) << 20).toString();
  }
}
