package dev.redline.target;

import dev.redline.quoting.ServerWords;
import dev.redline.target.DataDirectory.Postmaster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the server that answers at an address is the one whose files lie on this machine: behind
 * a tunnel, 127.0.0.1 is another machine, which may well have a data directory of the same path.
 *
 * @param directory empty if it is not, or if that cannot be told
 * @param doubt why not; empty if it is
 */
public record ServerPlace(Optional<DataDirectory> directory, String doubt) {

  /** The server notes its start a moment before it says since when it runs. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private static final String QUESTION =
      """
      SELECT pg_catalog.current_setting('data_directory'),
             (SELECT system_identifier FROM pg_catalog.pg_control_system()),
             pg_catalog.pg_backend_pid(),
             pg_catalog.date_part('epoch', pg_catalog.pg_postmaster_start_time())
      """;

  /** What the server says of itself. */
  record Said(DataDirectory directory, String identifier, long backend, Instant started) {}

  /** Asks the server, looks at this machine, and compares. */
  public static ServerPlace of(Connection session) {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      row.next();
      return compare(
          new Said(
              new DataDirectory(Path.of(row.getString(1))),
              row.getString(2),
              row.getLong(3),
              Instant.ofEpochMilli((long) (row.getDouble(4) * 1000))));
    } catch (SQLException e) {
      return doubtful(
          "the account may not ask which server this is: %s. Grant it pg_read_all_settings, and EXECUTE on pg_catalog.pg_control_system()"
              .formatted(ServerWords.of(e)));
    }
  }

  /** Holds what a server says against what lies here. */
  static ServerPlace compare(Said said) {
    Optional<String> here = said.directory.systemIdentifier();
    if (here.isEmpty()) {
      return doubtful(
          "its data directory %s is not on this machine, or this account may not read it"
              .formatted(said.directory.path()));
    }
    if (!here.get().equals(said.identifier)) {
      return doubtful(
          "it is another server than the one in %s here: system identifier %s there, %s here"
              .formatted(said.directory.path(), said.identifier, here.get()));
    }
    return said.directory
        .postmaster()
        .map(postmaster -> compare(said, postmaster))
        .orElseGet(
            () ->
                doubtful(
                    "no server runs in %s here, by postmaster.pid: it is a copy of the one that answers"
                        .formatted(said.directory.path())));
  }

  /** A standby and a copy have the same identifier: what answers has to be a child of this one. */
  private static ServerPlace compare(Said said, Postmaster here) {
    boolean sameStart =
        Duration.between(here.started(), said.started).abs().compareTo(TOLERANCE) <= 0;
    boolean child =
        ProcessHandle.of(said.backend)
            .flatMap(ProcessHandle::parent)
            .filter(parent -> parent.pid() == here.pid())
            .isPresent();
    return sameStart && child
        ? new ServerPlace(Optional.of(said.directory), "")
        : doubtful(
            "it is a copy of the one in %s here: it runs since %s in another process, that one since %s as process %d"
                .formatted(said.directory.path(), said.started, here.started(), here.pid()));
  }

  private static ServerPlace doubtful(String doubt) {
    return new ServerPlace(Optional.empty(), doubt);
  }
}
