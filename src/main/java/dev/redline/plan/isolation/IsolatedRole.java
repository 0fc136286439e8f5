package dev.redline.plan.isolation;

import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.SqlName;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A workload's own role, and what its sessions may take.
 *
 * @param name needs no quoting in SQL, 1 to 63 characters
 * @param applicationName what its sessions show in {@code pg_stat_activity}, 1 to 63 characters
 * @param connections at once, 1 to 1000
 * @param workMem of each sort or hash
 * @param tempFileLimit of each session
 * @param statementTimeout 1 ms or longer
 */
public record IsolatedRole(
    String name,
    String applicationName,
    int connections,
    MemorySize workMem,
    MemorySize tempFileLimit,
    Duration statementTimeout) {

  private static final Pattern APPLICATION = Pattern.compile("[!-~]{1,63}");
  private static final String WORK_MEM = "work_mem";
  private static final String TEMP_FILE_LIMIT = "temp_file_limit";
  private static final String STATEMENT_TIMEOUT = "statement_timeout";

  static IsolatedRole read(Node node) {
    Section section =
        node.section(
            "name",
            "application_name",
            "connections",
            WORK_MEM,
            TEMP_FILE_LIMIT,
            STATEMENT_TIMEOUT);
    return new IsolatedRole(
        SqlName.read(section.required("name")),
        application(section.scalar("application_name")),
        section.scalar("connections").asInteger(1, 1000),
        MemorySize.read(section.scalar(WORK_MEM), "64kB", "2097151MB"),
        MemorySize.read(section.scalar(TEMP_FILE_LIMIT), "1kB", "1TB"),
        millis(section.scalar(STATEMENT_TIMEOUT)));
  }

  /** The settings of the role, by name, each in a notation that PostgreSQL takes. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(WORK_MEM, workMem.toString());
    settings.put(TEMP_FILE_LIMIT, tempFileLimit.toString());
    settings.put(STATEMENT_TIMEOUT, statementTimeout.toMillis() + "ms");
    return settings;
  }

  /** The names of {@link #settings}. */
  public static List<String> settingNames() {
    return List.of(WORK_MEM, TEMP_FILE_LIMIT, STATEMENT_TIMEOUT);
  }

  /** The same kind of role with limits so small that reaching them takes no time. */
  public IsolatedRole withLimits(String otherName, MemorySize files, Duration timeout) {
    return new IsolatedRole(otherName, applicationName, connections, workMem, files, timeout);
  }

  private static String application(ScalarNode scalar) {
    if (!APPLICATION.matcher(scalar.asText()).matches()) {
      throw scalar.wrongType("an application name of 1 to 63 printable characters without spaces");
    }
    return scalar.asText();
  }

  /** PostgreSQL takes whole milliseconds, and 0 would mean no limit. */
  private static Duration millis(ScalarNode scalar) {
    Duration time = TimeSpan.read(scalar, "1us", "1h");
    if (time.toMillis() < 1 || !time.equals(Duration.ofMillis(time.toMillis()))) {
      throw scalar.wrongType("a time of whole milliseconds");
    }
    return time;
  }
}
