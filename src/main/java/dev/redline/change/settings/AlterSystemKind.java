package dev.redline.change.settings;

import dev.redline.change.ChangeKind;
import dev.redline.change.WayBack;
import dev.redline.postgres.ConfigurationText;
import dev.redline.postgres.FileSetting;
import dev.redline.postgres.ServerFiles;
import dev.redline.quoting.SqlText;
import dev.redline.state.KeptChange;
import dev.redline.target.ManualCommands;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings by ALTER SYSTEM, put back to what postgresql.auto.conf held, or reset. A value of {@link
 * KeptChange#values} is the former line's; a setting without one is in {@code statements} alone.
 */
public final class AlterSystemKind implements ChangeKind {

  static final String KIND = "alter system";

  private static final String RESET = "ALTER SYSTEM RESET ";
  private static final String RELOAD = "SELECT pg_catalog.pg_reload_conf()";
  private static final String NAMES = "names of settings";

  /**
   * Reads what is there before the change.
   *
   * @param file postgresql.auto.conf, by the server's own word
   * @param planned names of the settings that are about to be set
   */
  static KeptChange keep(Connection connection, String file, List<String> planned)
      throws SQLException {
    Map<String, String> lines = lines(connection, file);
    Map<String, String> values = new TreeMap<>();
    List<String> statements = new ArrayList<>();
    for (String name : planned) {
      if (!lines.containsKey(name)) {
        statements.add(RESET + name);
      }
    }
    lines.keySet().retainAll(planned);
    values.putAll(lines);
    values.put(NAMES, String.join(" ", planned));
    statements.addAll(setting(lines));
    return new KeptChange(KIND, file, values, statements);
  }

  /** One statement for each setting. */
  static List<String> setting(Map<String, String> values) {
    return values.entrySet().stream().map(each -> set(each.getKey(), each.getValue())).toList();
  }

  private static String set(String name, String value) {
    return "ALTER SYSTEM SET %s = %s".formatted(name, SettingText.literal(name, value));
  }

  static String byHand(KeptChange kept) {
    return String.join("; ", kept.statements()) + "; " + RELOAD;
  }

  private static Map<String, String> lines(Connection connection, String file) throws SQLException {
    Map<String, String> lines = new LinkedHashMap<>();
    for (FileSetting line : FileSetting.readAll(connection)) {
      if (file.equals(line.file()) && line.name() != null && line.value() != null) {
        lines.put(line.name(), line.value());
      }
    }
    return lines;
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    return new StatementsBack(kept);
  }

  private record StatementsBack(KeptChange kept) implements WayBack {

    /** A server that does not start with a value reads it no more. */
    @Override
    public void restoreStopped(ServerFiles files) {
      if (files.exists(kept.subject())) {
        files.write(
            kept.subject(),
            ConfigurationText.withLines(files.read(kept.subject()), names(), former()));
      }
    }

    @Override
    public boolean isUnset() {
      return true;
    }

    /**
     * {@inheritDoc} What is not in the file need not be reset. The server may not know a name any
     * more, if the library that defines it is gone.
     */
    @Override
    public void unset(Connection connection) throws SQLException {
      Map<String, String> now = lines(connection, kept.subject());
      Map<String, String> before = former();
      for (String name : names()) {
        String value = before.getOrDefault(name, now.get(name));
        if (value != null) {
          makeKnown(connection, name, value);
          execute(connection, before.containsKey(name) ? set(name, value) : RESET + name);
        }
      }
    }

    @Override
    public List<Verdict> gone(Connection connection) throws SQLException {
      Map<String, String> now = lines(connection, kept.subject());
      now.keySet().retainAll(names());
      Map<String, String> before = former();
      String required = before.keySet() + " as before";
      return List.of(
          Objects.equals(new TreeMap<>(now), new TreeMap<>(before))
              ? Verdict.pass("settings in " + kept.subject(), now.keySet() + " as before", required)
              : Verdict.fail(
                  "settings in " + kept.subject(),
                  now.keySet() + ", not as before",
                  required,
                  AlterSystemKind.byHand(kept)));
    }

    @Override
    public Optional<String> line(ManualCommands by, String database) {
      return Optional.of(by.restore(database, kept.statements()));
    }

    @Override
    public String byHand() {
      return AlterSystemKind.byHand(kept)
          + " (where the server does not start: take these names out of "
          + kept.subject()
          + ")";
    }

    /**
     * Before PostgreSQL 17 ALTER SYSTEM takes no name of a library that is not loaded, unless the
     * session has given it a value.
     */
    private static void makeKnown(Connection connection, String name, String value)
        throws SQLException {
      if (name.contains(".")) {
        execute(
            connection,
            "SELECT pg_catalog.set_config(%1$s, %2$s, false) WHERE pg_catalog.current_setting(%1$s, true) IS NULL"
                .formatted(SqlText.literal(name), SqlText.literal(value)));
      }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    private List<String> names() {
      return List.of(Objects.requireNonNull(kept.values().get(NAMES)).split(" "));
    }

    private Map<String, String> former() {
      Map<String, String> former = new TreeMap<>(kept.values());
      former.remove(NAMES);
      return former;
    }
  }
}
