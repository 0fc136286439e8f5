package dev.redline.search.propose;

import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.Connector;
import dev.redline.quoting.SeenText;
import dev.redline.quoting.ServerWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * gates/workload.yaml as the catalog and pg_stat_statements suggest it.
 *
 * @param searches how many it has
 * @param yaml the file, with comments
 */
public record ProposedWorkload(int searches, String yaml) {

  private static final String HEAD =
      """
      # What this server is measured with. Proposed from its catalog%s.
      # Read it, strike out what nobody searches, and say what your application says: k, p95, recall,
      # set: for what it sets itself. docs/workload.md has every key.
      searches:
      """;

  private static final String TAIL =
      """

      answers: {none: nobody has named cases and a pipeline yet}

      # Answers to questions of yours, on this server and on copies of it, before and after a change.
      # cases.jsonl lies beside this file, an object a line; gt_answer and evidence where you know them:
      #   {"query_id": "q1", "query": "…?", "gt_answer": "…", "evidence": ["<id of a passage>"]}
      # answers:
      #   cases: cases.jsonl
      #   command: [python3, answer.py] # run as: python3 answer.py <questions> <answers to be written>
      #   dsn: {variable: DATABASE_URL} # without its password, which is where PGPASSFILE says
      #   within: 5min
      #   change: # of what is found, beyond what the pipeline varies by itself
      #     gold: {at_least: -0.02} # hit, MRR and nDCG of cases that name passages
      #     overlap: {at_least: -0.1} # ids found again, of cases that name none
      # or, in place of command, dsn and within, the built-in pipeline:
      #   search: %s
      #   embedder: all-MiniLM-L6-v2 # the one that the vectors of the table are by

      # The most expensive statements that the server runs, before and after a change. Only a plain
      # SELECT is run, over functions of PostgreSQL's own and pgvector's that have no side effects;
      # functions: [schema.name] adds yours.
      statements:
        top: 20
        samples: 5
        slowdown: {at_most: 2}

      """;

  /**
   * Reads the catalog and statistics, and asks the planner whether it would use the indexes; counts
   * no rows, changes nothing.
   *
   * @param connection of the database to be measured
   * @param connector of the same database
   * @param latency gives what the searches leave out
   */
  public static ProposedWorkload read(
      Connection connection, Connector connector, LatencyTargets latency) throws SQLException {
    ProposedWorkload byCatalog = read(connection, PlannerSays.NOTHING);
    if (byCatalog.searches() == 0) {
      return byCatalog;
    }
    try {
      return read(connection, PlannerSays.of(connector, byCatalog.parsed(latency), latency));
    } catch (SQLException e) {
      return byCatalog.planNotAsked(e);
    }
  }

  /** As behind a pooler of statements, which lets nobody ask within a transaction. */
  private ProposedWorkload planNotAsked(SQLException why) {
    return new ProposedWorkload(
        searches,
        "# The planner could not be asked whether it uses these indexes: %s%n%s"
            .formatted(ServerWords.of(why).replaceAll("\\s+", " "), yaml));
  }

  private static ProposedWorkload read(Connection connection, PlannerSays says)
      throws SQLException {
    List<FoundColumn> columns = FoundColumn.read(connection);
    List<String> statements = SearchStatements.read(connection);
    Map<String, String> searches = new LinkedHashMap<>();
    List<String> left = new ArrayList<>();
    for (FoundColumn column : columns) {
      if (column.id().isEmpty()) {
        left.add("# %s: no key tells its rows apart".formatted(column.table()));
      } else {
        String name = name(column, searches);
        searches.put(name, search(name, column, says));
      }
    }
    says.impossible().forEach((name, why) -> left.add("# " + SeenText.line(why)));
    searches.keySet().removeAll(says.impossible().keySet());
    String from = statements.isEmpty() ? "" : " and from pg_stat_statements";
    StringBuilder yaml = new StringBuilder(HEAD.formatted(from));
    searches.values().forEach(yaml::append);
    left.forEach(line -> yaml.append(line).append('\n'));
    statements.forEach(text -> yaml.append(text).append('\n'));
    String first = searches.keySet().stream().findFirst().orElse("articles");
    yaml.append(TAIL.formatted(quoted(first)));
    yaml.append(ProposedLoad.read(connection).yaml());
    return new ProposedWorkload(searches.size(), yaml.toString());
  }

  private WorkloadPlan parsed(LatencyTargets latency) {
    try {
      Path file = Files.createTempFile("redline-proposed-", ".yaml");
      try {
        return WorkloadPlan.read(Files.writeString(file, yaml), latency);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write a temporary file", e);
    }
  }

  private static String name(FoundColumn column, Map<String, String> taken) {
    String plain = column.table().name().toLowerCase(Locale.ROOT);
    String name = plain;
    for (int i = 2; taken.containsKey(name); i++) {
      name = "%s %d".formatted(plain, i);
    }
    return name;
  }

  private static String search(String name, FoundColumn found, PlannerSays says) {
    Optional<String> withoutIndex = Optional.ofNullable(says.withoutIndex().get(name));
    StringBuilder text = new StringBuilder();
    text.append(
        "  - name: %s # some %,d rows of %s\n"
            .formatted(quoted(name), found.rows(), found.declared()));
    line(text, "table", found.table().toString());
    text.append("    id: ").append(list(found.id())).append('\n');
    line(text, "vector", found.column());
    if (found.onExpression()) {
      line(text, "indexed", Objects.requireNonNull(found.on()));
    }
    if (found.where() != null) {
      line(text, "where", found.where());
    }
    if (found.text() != null) {
      line(text, "text", found.text());
    }
    line(text, "distance", found.distance().word());
    if (found.onBits()) {
      text.append("    rerank: {candidates: 200, distance: cosine}\n");
    }
    if (found.index() == null) {
      text.append("    index: {none: there is no vector index; strike this out to ask for one}\n");
    } else if (withoutIndex.isPresent()) {
      text.append(
          "    index: {none: %s} # %s, once the table has grown\n"
              .formatted(quoted(withoutIndex.get()), found.index()));
    } else {
      line(text, "index", found.index().toString());
    }
    if ("ivfflat".equals(found.method())) {
      text.append(
          "    set: {ivfflat.probes: %d} # the square root of its lists; say what you set\n"
              .formatted(found.probes()));
    }
    if ("hnsw".equals(found.method()) && says.byDefault().contains(name)) {
      text.append(
          "    set: {hnsw.ef_search: 40} # pgvector's own; by more the table is read whole; say what you set\n");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("    ").append(key).append(": ").append(quoted(value)).append('\n');
  }

  private static String list(List<String> values) {
    return values.size() == 1
        ? quoted(values.get(0))
        : "[" + String.join(", ", values.stream().map(ProposedWorkload::quoted).toList()) + "]";
  }

  /** In quotes where YAML would read something else; what cannot be seen by its number. */
  private static String quoted(String value) {
    return value.matches("[A-Za-z_][A-Za-z0-9_.]*( [A-Za-z0-9_.]+)*")
            && !value.matches("(?i)true|false|null|yes|no|on|off")
        ? value
        : inQuotes(value);
  }

  private static String inQuotes(String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
    return SeenText.hides(value)
        ? "\"" + SeenText.numbered(escaped, "\\u%04X") + "\""
        : "'" + value.replace("'", "''") + "'";
  }
}
