package dev.redline.phase.propose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerVersion;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.sql.Connection;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Build memory is foretold within a tenth of pgvector's own notice, for each of its types. */
@Tag("long")
@ExtendWith(SharedBareServer.class)
class BuildNoticeTest {

  private static final Pattern NO_LONGER_FITS = Pattern.compile("after (\\d+) tuples");
  private static final Pattern WORKERS = Pattern.compile("using (\\d+) parallel workers");
  private static final String NUMBERS =
      "ARRAY(SELECT random() FROM generate_series(1, %d) WHERE i = i)::vector";
  private static final String PAIRS =
      "('{' || (SELECT string_agg((j * 70 + i %% 70) || ':' || random(), ',')"
          + " FROM generate_series(1, %d) j) || '}/30000')::sparsevec";

  @AfterEach
  void leaveNothing(BareServer server) throws Exception {
    server.execute("DROP SCHEMA IF EXISTS noticed CASCADE");
  }

  @ParameterizedTest
  @CsvSource({
    "vector(384), vector_l2_ops, 2500, 0",
    "vector(384), vector_l2_ops, 2500, 1",
    "vector(384), vector_l2_ops, 2500, 2",
    "halfvec(768), halfvec_l2_ops, 2500, 0",
    "halfvec(768), halfvec_l2_ops, 2500, 1",
    "halfvec(768), halfvec_l2_ops, 2500, 2",
    "sparsevec(30000), sparsevec_l2_ops, 3200, 0",
    "sparsevec(30000), sparsevec_l2_ops, 3200, 1",
    "sparsevec(30000), sparsevec_l2_ops, 3200, 2",
    "bit(4096), bit_hamming_ops, 4000, 0",
    "bit(4096), bit_hamming_ops, 4000, 1",
    "bit(4096), bit_hamming_ops, 4000, 2"
  })
  void isForetold(String type, String operators, int rows, int workers, BareServer server)
      throws Exception {
    assertForetold(type, operators, value(type, 100), rows, workers, server);
  }

  /** Values of more than 2 kB are kept beside the table, which statistics see as 18 bytes. */
  @ParameterizedTest
  @CsvSource({"0", "2"})
  void isForetoldWhereValuesAreKeptBesideTheTable(int workers, BareServer server) throws Exception {
    assertForetold(
        "sparsevec(30000)",
        "sparsevec_l2_ops",
        value("sparsevec(30000)", 400),
        1400,
        workers,
        server);
  }

  private static void assertForetold(
      String type, String operators, String value, int rows, int workers, BareServer server)
      throws Exception {
    server.execute(
        "CREATE SCHEMA noticed",
        "CREATE TABLE noticed.t (v %s) WITH (parallel_workers = %d)".formatted(type, workers),
        "INSERT INTO noticed.t SELECT %s FROM generate_series(1, %d) i".formatted(value, rows),
        "ANALYZE noticed.t");
    long memory = (workers == 0 ? 4L : 8L) << 20;
    try (Connection connection = server.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("SET client_min_messages = debug1");
      statement.execute("SET max_parallel_maintenance_workers = " + workers);
      statement.execute("SET maintenance_work_mem = '%dkB'".formatted(memory >> 10));
      statement.execute(
          "CREATE INDEX ON noticed.t USING hnsw (v %s) WITH (ef_construction = 32)"
              .formatted(operators));
      String said = said(statement.getWarnings());
      long noticed = first(NO_LONGER_FITS, said);
      assertThat(workers == 0 || first(WORKERS, said) == workers).as(said).isTrue();

      CatalogIndex index =
          CatalogIndex.readAll(connection).stream()
              .filter(each -> each.table().schema().equals("noticed"))
              .findFirst()
              .orElseThrow();
      double bytes = index.valueBytes();
      double foretold =
          workers == 0
              ? HnswGraph.serial(16, bytes, ServerVersion.of(connection)).bytes(noticed)
              : HnswGraph.parallel(16, bytes).bytes(noticed) + HnswGraph.KEPT_BACK;
      assertThat(foretold)
          .as("%d rows noticed, %.0f bytes a value", noticed, bytes)
          .isCloseTo(memory, withinPercentage(10));
    }
  }

  private static String value(String type, int pairs) {
    if (type.startsWith("bit")) {
      return "('x' || (SELECT string_agg(md5(i || ' ' || j), '') FROM generate_series(1, 32) j))"
          + "::bit(4096)";
    }
    return type.startsWith("sparsevec")
        ? PAIRS.formatted(pairs)
        : NUMBERS.formatted(type.startsWith("halfvec") ? 768 : 384) + "::" + type;
  }

  private static String said(SQLWarning first) {
    List<String> said = new ArrayList<>();
    for (SQLWarning notice = first; notice != null; notice = notice.getNextWarning()) {
      said.add(String.valueOf(notice.getMessage()));
    }
    return String.join("\n", said);
  }

  private static long first(Pattern pattern, String said) {
    return pattern
        .matcher(said)
        .results()
        .map(found -> Long.parseLong(found.group(1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing of " + pattern + " in: " + said));
  }
}
