package dev.redline.target.twin;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.quoting.ShellText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps a twin to itself: what a server writes to the outside, or lets in from there, is off. It
 * stands on the twin's command line, which no file and no ALTER SYSTEM overrules.
 *
 * @param values by the name of the setting
 */
record Seal(Map<String, String> values) {

  /** Libraries that only look at what the server does, and start no worker. */
  private static final Set<String> HARMLESS =
      Set.of("pg_stat_statements", "auto_explain", "vector", "pg_hint_plan", "pg_wait_sampling");

  private static final Set<String> OWN_PROCESSES =
      Set.of(
          "client backend",
          "checkpointer",
          "background writer",
          "walwriter",
          "startup",
          "parallel worker",
          "io worker",
          "logger");

  /**
   * Of a twin whose data directory is {@code data}. Huge pages stay with the server, which holds
   * them while its twins run, and one twin that finds some would be compared with one that finds
   * none.
   *
   * @param planned settings that it is to try
   */
  static Seal of(Path data, List<String> libraries, Path hba, Map<String, String> planned) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("data_directory", data.toString());
    values.put("hba_file", hba.toString());
    values.put("ident_file", data.resolve("pg_ident.conf").toString());
    values.put("external_pid_file", "");
    values.put("listen_addresses", "127.0.0.1");
    values.put("unix_socket_directories", "");
    values.put("ssl", "off");
    values.put("archive_mode", "off");
    values.put("archive_command", "");
    values.put("max_logical_replication_workers", "0");
    values.put("synchronous_standby_names", "");
    values.put("primary_conninfo", "");
    values.put("restore_command", "");
    values.put("recovery_end_command", "");
    values.put("archive_cleanup_command", "");
    values.put("log_destination", "stderr");
    values.put("logging_collector", "off");
    values.put("autovacuum", "off");
    values.put("huge_pages", planned.getOrDefault("huge_pages", "off"));
    values.put("shared_preload_libraries", String.join(",", harmless(libraries)));
    return new Seal(values);
  }

  private static List<String> harmless(List<String> libraries) {
    return libraries.stream().filter(HARMLESS::contains).toList();
  }

  /** Preloaded libraries that a twin goes without, since they may act by themselves. */
  static List<String> leftOut(List<String> libraries) {
    return libraries.stream().filter(name -> !HARMLESS.contains(name)).toList();
  }

  /** For {@code pg_ctl -o}, which hands them to a shell. */
  List<String> options() {
    return values.entrySet().stream()
        .map(each -> "-c " + ShellText.word(each.getKey() + "=" + each.getValue()))
        .toList();
  }

  /** What is not as it should be, as the running twin says; empty: the seal holds. */
  List<String> broken(Connector connector) throws SQLException {
    List<String> broken = new ArrayList<>();
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      for (Map.Entry<String, String> each : values.entrySet()) {
        String is = setting(connection, each.getKey());
        if (!is.equals(each.getValue())) {
          broken.add("%s is %s, not %s".formatted(each.getKey(), is, each.getValue()));
        }
      }
      Set<String> strangers = processes(connection);
      strangers.removeAll(OWN_PROCESSES);
      strangers.forEach(name -> broken.add("a process runs: " + name));
    }
    return broken;
  }

  private static Set<String> processes(Connection connection) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT backend_type FROM pg_catalog.pg_stat_activity WHERE backend_type IS NOT"
                    + " NULL")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_catalog.current_setting(?)")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String value = row.getString(1);
        // The server shows a folder or file as it was given, and an archive that is off in words.
        return value.equals("(disabled)") ? "" : value;
      }
    }
  }
}
