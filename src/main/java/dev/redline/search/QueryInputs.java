package dev.redline.search;

import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.QuerySource;
import dev.redline.quoting.SqlText;
import dev.redline.vector.NamedSql;
import dev.redline.vector.SearchInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is searched for: rows of the table, lines of a file, or questions. */
public final class QueryInputs {

  /** A table with more rows is sampled by its blocks, not read whole. */
  private static final long READ_WHOLE = 100_000;

  private static final int BLOCK_SAMPLE = 50;
  private static final JsonMapper JSON = new JsonMapper();

  private final Connection connection;
  private final int seed;
  private final QuestionEmbedders embedders;

  /**
   * Reads over a connection of the caller's; changes nothing.
   *
   * @param seed of the sample of rows
   */
  public QueryInputs(Connection connection, int seed, QuestionEmbedders embedders) {
    this.connection = connection;
    this.seed = seed;
    this.embedders = embedders;
  }

  /**
   * What to search for: the same for the same rows, file and seed.
   *
   * @throws WorkloadException if there is nothing to search for
   */
  public List<SearchInput> of(ServerSearch search) throws SQLException {
    QuerySource source = search.planned().queries();
    List<SearchInput> inputs = new ArrayList<>();
    if (source instanceof QuerySource.Rows rows) {
      inputs.addAll(rows(search, rows.count()));
    } else if (source instanceof QuerySource.File file) {
      for (JsonNode line : lines(file.file())) {
        inputs.add(new SearchInput(values(search.planned(), line), Optional.empty()));
      }
    } else if (source instanceof QuerySource.Questions questions) {
      inputs.addAll(
          new QuestionInputs(connection, embedders).of(search, questions, Integer.MAX_VALUE));
    }
    if (inputs.isEmpty()) {
      throw new WorkloadException(
          "search %s: nothing to search for; the table has no rows, or the file no lines"
              .formatted(search.name()));
    }
    return inputs;
  }

  /** Where blocks that were chosen hold too few rows, as behind a rare condition, all are read. */
  private List<SearchInput> rows(ServerSearch search, int count) throws SQLException {
    PlannedSearch planned = search.planned();
    Relation relation = search.relation().orElseThrow();
    List<String> others = parametersFromRows(search);
    others.stream()
        .filter(name -> !relation.columns().containsKey(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new WorkloadException(
                  "search %s: parameter :%s is no column of %s; give it a value under with:"
                      .formatted(planned.name(), name, relation.name()));
            });
    String blocks = blocks(relation);
    List<SearchInput> inputs = rows(search, others, count, blocks);
    return blocks.isEmpty() || inputs.size() == count ? inputs : rows(search, others, count, "");
  }

  private List<SearchInput> rows(ServerSearch search, List<String> others, int count, String blocks)
      throws SQLException {
    PlannedSearch planned = search.planned();
    Relation relation = search.relation().orElseThrow();
    List<SearchInput> inputs = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(sample(planned, relation, others, blocks))) {
      statement.setString(1, Integer.toString(seed));
      statement.setInt(2, count);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          inputs.add(input(planned, row, others));
        }
      }
    }
    return inputs;
  }

  private static List<String> parametersFromRows(ServerSearch search) {
    return search.rows().search().names().stream()
        .distinct()
        .filter(name -> !List.of(SearchInput.QUERY, SearchInput.K).contains(name))
        .filter(name -> !search.planned().with().containsKey(name))
        .toList();
  }

  private static String sample(
      PlannedSearch planned, Relation relation, List<String> others, String blocks) {
    String vector = SqlText.name(planned.vector().orElseThrow());
    List<String> ids = planned.id().stream().map(id -> SqlText.name(id) + "::text").toList();
    List<String> columns = new ArrayList<>(List.of(vector + "::text"));
    columns.addAll(ids);
    others.forEach(name -> columns.add(SqlText.name(name) + "::text"));
    return "SELECT %s FROM %s%s WHERE %s IS NOT NULL%s ORDER BY md5(concat(%s, ?)) LIMIT ?"
        .formatted(
            String.join(", ", columns),
            relation.name().sql(),
            blocks,
            vector,
            planned
                .where()
                .filter(condition -> NamedSql.parse(condition).names().isEmpty())
                .map(condition -> " AND (" + condition + ")")
                .orElse(""),
            String.join(", ", ids));
  }

  private String blocks(Relation relation) {
    long rows = relation.estimatedRows();
    return rows <= READ_WHOLE || relation.isView()
        ? ""
        : " TABLESAMPLE SYSTEM (%s) REPEATABLE (%d)"
            .formatted(Math.min(100.0, 100.0 * BLOCK_SAMPLE * 1000 / rows), seed);
  }

  private static SearchInput input(PlannedSearch planned, ResultSet row, List<String> others)
      throws SQLException {
    Map<String, String> values = new LinkedHashMap<>(planned.with());
    values.put(SearchInput.QUERY, row.getString(1));
    List<String> id = new ArrayList<>();
    int column = 2;
    for (int i = 0; i < planned.id().size(); i++) {
      id.add(String.valueOf(row.getString(column++)));
    }
    for (String name : others) {
      values.put(name, String.valueOf(row.getString(column++)));
    }
    return new SearchInput(values, Optional.of(String.join(" / ", id)));
  }

  private static Map<String, String> values(PlannedSearch planned, JsonNode line) {
    Map<String, String> values = new LinkedHashMap<>(planned.with());
    for (Map.Entry<String, JsonNode> entry : line.properties()) {
      String name = entry.getKey().equals("vector") ? SearchInput.QUERY : entry.getKey();
      values.put(name, text(entry.getValue()));
    }
    return values;
  }

  /** A list of numbers is a vector as pgvector writes it. */
  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(",", "[", "]"))
        : value.asString();
  }

  private static List<JsonNode> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank())
          .map(JSON::readTree)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
