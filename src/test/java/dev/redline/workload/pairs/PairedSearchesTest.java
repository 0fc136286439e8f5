package dev.redline.workload.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.search.SearchSessions;
import dev.redline.search.SearchedData;
import dev.redline.target.HostCores;
import dev.redline.target.Placement;
import dev.redline.trial.LiveServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server stands for both: what differs is the policy. */
class PairedSearchesTest {

  private static final Placement NO_CORE =
      new Placement() {
        @Override
        public int cores() {
          return 1;
        }

        @Override
        public boolean onOneCore(int core, List<Long> ids) {
          return false;
        }
      };

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static PairedSearches searches(Placement placement, int efSearch) throws SQLException {
    return searches(placement, efSearch, System::nanoTime);
  }

  private static PairedSearches searches(Placement placement, int efSearch, LongSupplier nanoTime)
      throws SQLException {
    SearchedData data = server.workload().searches().main(server.connector());
    QueryPolicy policy = server.plan().latency().policy();
    return new PairedSearches(
        PairSource.servers(
            SearchSessions.onCopies(),
            server.connector(),
            server.connector(),
            policy,
            policy.withEfSearch(efSearch)),
        List.of(
            PairKind.of("K=8", data.search().rows(), 8, data.queries()),
            PairKind.of("K=16", data.search().rows(), 16, data.queries())),
        placement,
        1070,
        nanoTime);
  }

  /** A clock that moves by 20 µs whenever somebody looks, and a machine of two cores. */
  private static final class SlowMoves implements Placement {

    private final AtomicLong nanos = new AtomicLong();
    private final long move;
    private int moves;

    SlowMoves(Duration move) {
      this.move = move.toNanos();
    }

    long look() {
      return nanos.addAndGet(20_000);
    }

    @Override
    public int cores() {
      return 2;
    }

    @Override
    public boolean onOneCore(int core, List<Long> ids) {
      nanos.addAndGet(move);
      moves++;
      return true;
    }
  }

  @Test
  void pairsRunInRandomOrderOnOneCoreAtATimeAndAreWrittenForAnybody(@TempDir Path folder)
      throws Exception {
    PairSamples samples =
        searches(HostCores.first(), 100).take(20, seen -> seen.samples().size() >= 500);

    assertThat(samples.samples()).hasSize(500);
    assertThat(samples.samples()).extracting(PairSample::oldFirst).contains(true, false);
    assertThat(samples.samples()).extracting(PairSample::kind).contains("K=8", "K=16");
    if (samples.placed()) {
      assertThat(samples.hasCpu()).isTrue();
      assertThat(samples.samples()).allMatch(pair -> pair.core() >= 0);
    }
    Path file = folder.resolve("pairs.csv");
    PairFile.write(file, "two sessions of one server", samples.samples());
    assertThat(file).content().hasLineCount(502);
    assertThat(file).content().startsWith("# two sessions of one server");
  }

  @Tag("long")
  @Test
  void theMoreAMoveTakesTheLongerTheCoreIsKept() throws Exception {
    SlowMoves quick = new SlowMoves(Duration.ZERO);
    SlowMoves slow = new SlowMoves(Duration.ofSeconds(9));

    PairSamples often =
        searches(quick, 100, quick::look).take(5, seen -> seen.samples().size() >= 1000);
    PairSamples seldom =
        searches(slow, 100, slow::look).take(5, seen -> seen.samples().size() >= 1000);

    assertThat(often.samples()).extracting(PairSample::core).contains(0, 1);
    assertThat(quick.moves).isEqualTo(5);
    assertThat(seldom.samples()).extracting(PairSample::core).containsOnly(0);
    assertThat(slow.moves).isEqualTo(1);
  }

  @Test
  void whereNoCoreCanBeHadSessionsAreNewInEachBlock() throws Exception {
    PairSamples samples = searches(NO_CORE, 400).take(5, seen -> true);

    assertThat(samples.placed()).isFalse();
    assertThat(samples.samples()).allMatch(pair -> pair.core() == -1);
  }

  @Test
  void oneSessionIsSwitchedBeforeEachSearch() throws Exception {
    SearchedData data = server.workload().searches().main(server.connector());
    PairKind kind = PairKind.of("K=8", data.search().rows(), 8, data.queries());
    QueryPolicy policy = server.plan().latency().policy();
    PairSource source =
        PairSource.switched(
            SearchSessions.onCopies(),
            server.connector(),
            policy,
            "SET jit = off",
            "SET no_such = 1");

    try (PairSessions sessions = source.open(System::nanoTime)) {
      assertThat(sessions.changed().pid()).isEqualTo(sessions.old().pid());
      sessions.lead(kind, data.queries().get(0));
      assertThat(sessions.old().search(kind.old(), 8, data.queries().get(0)).wall()).isPositive();
      assertThatThrownBy(() -> sessions.changed().search(kind.changed(), 8, data.queries().get(0)))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("no_such");
    }
  }
}
