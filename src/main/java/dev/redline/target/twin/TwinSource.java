package dev.redline.target.twin;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.quoting.CauseText;
import dev.redline.target.ServerPlace;
import dev.redline.target.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A running server of this machine that is to be copied.
 *
 * @param connector as an account that may take a base backup
 * @param data its data directory
 * @param configuration the folder of its postgresql.conf
 * @param configurationFile the name of that file
 * @param libraries that it preloads
 * @param tablespaces outside of the data directory: names
 * @param bytes of all databases
 * @param mayCopy whether the account may take a base backup
 * @param insistsOnHugePages whether it does not start without them
 */
public record TwinSource(
    Connector connector,
    Path data,
    Path configuration,
    String configurationFile,
    List<String> libraries,
    List<String> tablespaces,
    long bytes,
    boolean mayCopy,
    boolean insistsOnHugePages) {

  private static final String QUERY =
      """
      SELECT current_setting('data_directory'), current_setting('config_file'),
             current_setting('shared_preload_libraries'),
             (SELECT coalesce(sum(pg_catalog.pg_database_size(oid)), 0)::bigint
                FROM pg_catalog.pg_database),
             (SELECT coalesce(array_agg(spcname::text), '{}') FROM pg_catalog.pg_tablespace
               WHERE spcname NOT IN ('pg_default', 'pg_global')),
             (SELECT rolsuper OR rolreplication FROM pg_catalog.pg_roles
               WHERE rolname = current_user),
             current_setting('huge_pages') = 'on'
      """;

  /**
   * Asks the server.
   *
   * @throws SQLException with state 42501 if the account may not see where the server's files are
   */
  public static TwinSource read(Connector connector) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      Path configuration = Path.of(row.getString(2));
      return new TwinSource(
          connector,
          Path.of(row.getString(1)),
          Objects.requireNonNull(configuration.getParent()),
          Objects.requireNonNull(configuration.getFileName()).toString(),
          libraries(row.getString(3)),
          List.of((String[]) row.getArray(5).getArray()),
          row.getLong(4),
          row.getBoolean(6),
          row.getBoolean(7));
    }
  }

  /**
   * Why it cannot be copied; empty if it can.
   *
   * @param folder for the copies
   * @param sharedBuffers of the larger twin, in bytes
   * @param available memory of this machine that nothing uses, in bytes
   */
  public List<String> obstacles(Path folder, long sharedBuffers, long available) {
    List<String> obstacles = new ArrayList<>();
    if (!mayCopy) {
      obstacles.add(
          "account %s may not take a base backup; ALTER ROLE ... REPLICATION"
              .formatted(connector.endpoint().user()));
    }
    if (!tablespaces.isEmpty()) {
      obstacles.add(
          "tablespaces %s lie outside of the data directory: a twin would write to them"
              .formatted(tablespaces));
    }
    long free = free(folder);
    if (free < needed()) {
      obstacles.add(
          "%s has %d MB free, two copies take %d MB".formatted(folder, free >> 20, needed() >> 20));
    }
    long memory = memory(sharedBuffers);
    if (available < memory) {
      obstacles.add(
          "%d MB of memory are free here, two twins take up to %d MB"
              .formatted(available >> 20, memory >> 20));
    }
    return obstacles;
  }

  /** Buffers are touched as far as there are pages for them; sessions take some besides. */
  private long memory(long sharedBuffers) {
    return 2 * (Math.min(sharedBuffers, bytes) + (128L << 20));
  }

  /** Bytes for two copies, the write-ahead log of each, and some to write. */
  public long needed() {
    return 2 * bytes + (1L << 30);
  }

  /**
   * Sees to it that a twin can be run with the same programs.
   *
   * @throws TargetException if the server does not run on this machine
   */
  public void needsPrograms() {
    programs();
  }

  /** The folder of the programs that it runs from. */
  Path programs() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
      Path program = Path.of("/proc", pid, "exe").toRealPath();
      return Objects.requireNonNull(program.getParent());
    } catch (IOException e) {
      throw new TargetException(
          "The server of %s does not run on this machine, or is not to be seen: %s"
              .formatted(data, e.getMessage()),
          e);
    }
  }

  /** The account that it runs as. */
  String owner() {
    try {
      return Files.getOwner(data).getName();
    } catch (IOException e) {
      throw new TargetException(
          "Could not read whose %s is: %s".formatted(data, CauseText.of(e)), e);
    }
  }

  static List<String> libraries(String setting) {
    return List.of(setting.split(",", -1)).stream()
        .map(name -> name.strip().replace("\"", ""))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /**
   * Bytes that are free for a part of the server's data directory; empty where its files are on
   * another machine, or the account is not told where.
   *
   * @param part below the data directory, or empty for itself
   */
  public static Optional<Long> freeOf(Connector connector, String part) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return ServerPlace.of(connection)
          .directory()
          .map(directory -> free(directory.path().resolve(part)));
    }
  }

  /** Bytes that are free where the folder is, or is to be. */
  public static long free(Path folder) {
    try {
      Path there = folder.toAbsolutePath();
      while (!Files.exists(there)) {
        there = Objects.requireNonNull(there.getParent());
      }
      return Files.getFileStore(there).getUsableSpace();
    } catch (IOException e) {
      throw new TargetException(
          "Could not read how much room %s has: %s".formatted(folder, CauseText.of(e)), e);
    }
  }
}
