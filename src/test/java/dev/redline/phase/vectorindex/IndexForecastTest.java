package dev.redline.phase.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redline.plan.value.MemorySize;
import dev.redline.plan.workload.IndexChanges.Build;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ServerVersion;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.verdict.Status;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is foretold of a build, held against builds. */
@ExtendWith(SharedBareServer.class)
class IndexForecastTest {

  private static final int ROWS = 3000;
  private static final int DIMENSIONS = 64;
  private static final double VECTOR = 8 + 4.0 * DIMENSIONS;
  private static final ServerVersion VERSION = new ServerVersion(150000);

  private static BareServer server;

  @BeforeAll
  static void fill(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE TABLE foretold AS SELECT i AS id, array(SELECT random() + i %% 7 + 0 * g FROM generate_series(1, %d) g)::vector(%d) AS v FROM generate_series(1, %d) i"
            .formatted(DIMENSIONS, DIMENSIONS, ROWS));
  }

  @AfterAll
  static void drop() throws Exception {
    server.execute("DROP TABLE foretold");
  }

  @Test
  void theSizeOfAGraphIsForetold() throws Exception {
    IndexForecast forecast = IndexForecast.hnsw(ROWS, 16, VECTOR, VERSION);
    IndexBuild.Built built = built("hnsw (v vector_l2_ops) WITH (m = 16)", forecast.memory());

    assertThat((double) forecast.disk() / built.bytes()).isCloseTo(1, within(0.1));
    assertThat(built.outgrewMemory()).isFalse();
  }

  @Test
  void withLessMemoryThanForetoldTheServerSaysThatItDidNotFit() throws Exception {
    IndexForecast forecast = IndexForecast.hnsw(ROWS, 16, VECTOR, VERSION);

    assertThat(forecast.memory()).isGreaterThan(2L << 20);
    assertThat(built("hnsw (v vector_l2_ops)", 2L << 20).outgrewMemory()).isTrue();
  }

  @Test
  void theSizeOfListsIsForetold() throws Exception {
    IndexForecast forecast = IndexForecast.ivfflat(ROWS, 20, DIMENSIONS, VECTOR);
    IndexBuild.Built built =
        built("ivfflat (v vector_l2_ops) WITH (lists = 20)", forecast.memory());

    assertThat((double) forecast.disk() / built.bytes()).isCloseTo(1, within(0.1));
  }

  @Test
  void aBuildThatNeedsMoreThanItGetsIsRefusedAndSoIsAFullDisk() {
    IndexForecast forecast = IndexForecast.hnsw(1_000_000, 16, 8 + 4.0 * 1536, VERSION);
    BuildNeeds needs = new BuildNeeds(forecast, Optional.of(1L << 30));

    assertThat(needs.memory(build(1L << 30)).toString())
        .contains("FAIL: memory of the build", "at most 1GB", "memory: in gates/indexes.yaml");
    assertThat(needs.memory(build(1L << 34)).passed()).isTrue();
    assertThat(needs.disk().status()).isEqualTo(Status.FAIL);
    assertThat(new BuildNeeds(forecast, Optional.of(1L << 40)).disk().passed()).isTrue();
  }

  private static IndexBuild.Built built(String using, long memory) throws Exception {
    server.execute("DROP INDEX IF EXISTS foretold_index");
    return new IndexBuild(server.connector(), build(memory))
        .run(
            "CREATE INDEX CONCURRENTLY foretold_index ON foretold USING " + using,
            new RelationName("public", "foretold_index"));
  }

  private static Build build(long memory) {
    return new Build(new MemorySize(memory), 0, Duration.ofMinutes(1), Duration.ofSeconds(5));
  }
}
