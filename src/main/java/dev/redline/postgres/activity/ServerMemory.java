package dev.redline.postgres.activity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much of its host's memory a server uses.
 *
 * @param sharedBytes {@code shared_memory_size}: what the server has reserved for all its processes
 * @param processes sessions and workers of the server, without the postmaster
 * @param usedBytes what they use, shared pages counted once; {@code sharedBytes} alone where the
 *     processes cannot be seen
 * @param method how {@code usedBytes} was found
 */
public record ServerMemory(long sharedBytes, int processes, long usedBytes, String method) {

  private static final Path PROC = Path.of("/proc");

  private static final String QUERY =
      """
      SELECT pid, pid = pg_catalog.pg_backend_pid(), coalesce(inet_client_port(), -1),
             (SELECT setting::bigint * 1024 * 1024 FROM pg_catalog.pg_settings
              WHERE name = 'shared_memory_size')
      FROM pg_catalog.pg_stat_activity ORDER BY 2 DESC, pid
      """;

  /** Asks the server and, if its processes run on this machine, {@code /proc}. */
  public static ServerMemory read(Connection connection) throws SQLException {
    return read(connection, PROC);
  }

  static ServerMemory read(Connection connection, Path proc) throws SQLException {
    List<Long> pids = new ArrayList<>();
    long shared = 0;
    int port = -1;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        pids.add(rows.getLong(1));
        port = rows.getInt(3);
        shared = rows.getLong(4);
      }
    }
    OptionalLong used = new ServerProcesses(proc, pids, port).proportionalBytes();
    return used.isPresent()
        ? new ServerMemory(
            shared, pids.size(), used.getAsLong(), "proportional set sizes of its processes")
        : new ServerMemory(
            shared,
            pids.size(),
            shared,
            "its shared memory alone: its processes cannot be seen from here, so that what they"
                + " have for themselves is missing");
  }

  /** The processes of a server, the session that asked first, if they can be seen. */
  private record ServerProcesses(Path proc, List<Long> pids, int clientPort) {

    /** Empty unless the first process is the one that serves this client: it shows its port. */
    OptionalLong proportionalBytes() {
      if (pids.isEmpty() || !servesThisClient(pids.get(0))) {
        return OptionalLong.empty();
      }
      long sum = 0;
      for (long pid : pids) {
        sum += proportionalBytes(pid);
      }
      return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private boolean servesThisClient(long pid) {
      String title = text(pid, "cmdline");
      return clientPort > 0
          && title.startsWith("postgres:")
          && title.contains("(" + clientPort + ")");
    }

    /** 0 for a process that has ended meanwhile. */
    private long proportionalBytes(long pid) {
      return text(pid, "smaps_rollup")
          .lines()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    }

    /** Empty if it is not there, or not for this account to read. */
    private String text(long pid, String file) {
      try {
        return Files.readString(proc.resolve(Long.toString(pid)).resolve(file));
      } catch (IOException e) {
        return "";
      }
    }
  }
}
