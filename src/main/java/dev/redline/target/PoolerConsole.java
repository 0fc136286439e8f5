package dev.redline.target;

import dev.redline.plan.Yours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The console of PgBouncer, through the command that its owner has named: pgbouncer lets no driver
 * of Java's in, which begins with settings.
 */
public final class PoolerConsole {

  /** A field of a line, in quotes or not. */
  private static final Pattern FIELD = Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))");

  private final OwnersCommand commands;
  private final List<String> show;
  private final Duration limit;

  private PoolerConsole(OwnersCommand commands, List<String> show, Duration limit) {
    this.commands = commands;
    this.show = show;
    this.limit = limit;
  }

  /**
   * Empty where gates/target.yaml names no {@code show}.
   *
   * @param limit of each command
   */
  public static Optional<PoolerConsole> of(Yours yours, Duration limit) {
    return yours
        .pooler()
        .filter(pooler -> !pooler.show().isEmpty())
        .map(pooler -> new PoolerConsole(OwnersCommand.of(yours, limit), pooler.show(), limit));
  }

  /**
   * Asks for the pools that lead to a server.
   *
   * @param port that the server listens on, by its own word
   * @throws TargetException if the command fails, or prints no such table; what it printed is not
   *     told
   */
  public PoolSizes sizes(int port) {
    PoolSizes sizes =
        PoolSizes.of(
            asked("SHOW DATABASES", List.of("name", "port", "pool_size")),
            asked("SHOW POOLS", List.of("database", "user", "cl_waiting")),
            port);
    if (sizes.databases() == 0) {
      throw new TargetException(
          "SHOW DATABASES by the command of pooler.show has none on port %d, where the server listens"
              .formatted(port));
    }
    return sizes;
  }

  private List<Map<String, String>> asked(String statement, List<String> columns) {
    List<String> command = new ArrayList<>(show);
    command.add(statement);
    HostCommand.Result answer = commands.printed(limit, "", command);
    if (!answer.succeeded()) {
      throw new TargetException(
          "%s by the command of pooler.show ended with %d".formatted(statement, answer.exitCode()));
    }
    List<Map<String, String>> rows = rows(answer.output());
    if (rows.isEmpty() || !rows.get(0).keySet().containsAll(columns)) {
      throw new TargetException(
          "%s by the command of pooler.show printed no lines with %s"
              .formatted(statement, String.join(", ", columns)));
    }
    return rows;
  }

  private static List<Map<String, String>> rows(String csv) {
    List<String> names = csv.lines().findFirst().map(PoolerConsole::fields).orElse(List.of());
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : csv.lines().skip(1).toList()) {
      List<String> fields = fields(line);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < Math.min(names.size(), fields.size()); i++) {
        row.put(names.get(i), fields.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> fields(String line) {
    return FIELD.matcher(line).results().map(PoolerConsole::field).toList();
  }

  private static String field(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1).replace("\"\"", "\"");
  }
}
