package dev.redline.search;

import dev.redline.plan.workload.QuerySource;
import dev.redline.quoting.SqlText;
import dev.redline.rag.Case;
import dev.redline.rag.Cases;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.json.RagFileException;
import dev.redline.vector.SearchInput;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions of a file, as vectors that a search takes. */
record QuestionInputs(Connection connection, QuestionEmbedders embedders) {

  private static final Pattern DIMENSIONS = Pattern.compile("\\((\\d+)\\)$");
  private static final Set<String> DENSE = Set.of("vector", "halfvec");

  /**
   * All of them in the order of the file, or the first alone.
   *
   * @throws WorkloadException if the file cannot be read, or the column takes no such vectors
   */
  List<SearchInput> of(ServerSearch search, QuerySource.Questions source, int most)
      throws SQLException {
    List<String> questions = read(search, source).stream().map(Case::query).toList();
    requireDense(search);
    NamedEmbedder embedder = embedders.open(source.embedder(), questions);
    OptionalInt wanted = dimensions(search);
    List<SearchInput> inputs = new ArrayList<>();
    for (String question : questions.subList(0, Math.min(most, questions.size()))) {
      float[] vector = embedder.embedder().embed(question);
      requireFit(search, embedder, vector.length, wanted);
      inputs.add(input(search, vector));
    }
    return inputs;
  }

  private static List<Case> read(ServerSearch search, QuerySource.Questions source) {
    try {
      return Cases.read(source.file()).cases();
    } catch (RagFileException e) {
      throw new WorkloadException(
          "search %s, questions: %s".formatted(search.name(), e.getMessage()), e);
    }
  }

  /** A vector, with the values that the search has for its other parameters. */
  static SearchInput input(ServerSearch search, float[] vector) {
    SearchInput input = SearchInput.of(vector);
    for (Map.Entry<String, String> value : search.planned().with().entrySet()) {
      input = input.with(value.getKey(), value.getValue());
    }
    search.requireValues(input);
    return input;
  }

  private static void requireDense(ServerSearch search) {
    column(search)
        .filter(column -> !DENSE.contains(column.type()))
        .ifPresent(
            column -> {
              throw new WorkloadException(
                  "search %s: questions become vectors of type vector or halfvec, and column %s is"
                          .formatted(search.name(), column.name())
                      + " %s; name another source under queries:".formatted(column.declared()));
            });
  }

  private static void requireFit(
      ServerSearch search, NamedEmbedder embedder, int given, OptionalInt wanted) {
    if (wanted.isPresent() && wanted.getAsInt() != given) {
      throw new WorkloadException(
          "search %s: column %s holds vectors of %d dimensions, and %s gives %d; name under queries:"
                  .formatted(
                      search.name(),
                      column(search).orElseThrow().name(),
                      wanted.getAsInt(),
                      embedder.id(),
                      given)
              + " embedder: the one that the column was filled with");
    }
  }

  /** As the column declares them, or as its first vector has them; empty without either. */
  private OptionalInt dimensions(ServerSearch search) throws SQLException {
    Optional<Relation.Column> column = column(search);
    if (column.isEmpty()) {
      return OptionalInt.empty();
    }
    Matcher declared = DIMENSIONS.matcher(column.get().declared());
    return declared.find()
        ? OptionalInt.of(Integer.parseInt(declared.group(1)))
        : ofAVector(search.relation().orElseThrow(), column.get());
  }

  private OptionalInt ofAVector(Relation relation, Relation.Column column) throws SQLException {
    String sql =
        "SELECT %s.vector_dims(%s) FROM %s WHERE %2$s IS NOT NULL LIMIT 1"
            .formatted(
                SqlText.name(column.typeSchema()),
                SqlText.name(column.name()),
                relation.name().sql());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
    }
  }

  private static Optional<Relation.Column> column(ServerSearch search) {
    return search
        .relation()
        .flatMap(
            relation ->
                search
                    .planned()
                    .vector()
                    .flatMap(name -> Optional.ofNullable(relation.columns().get(name))));
  }
}
