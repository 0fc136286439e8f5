package dev.redline.ltst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redline.plan.isolation.GuardLimits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The guard across threads, processes and deaths, on a real server. */
class GuardTest {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATER = Duration.ofSeconds(20);
  private static final String TURNS =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1819571060"
          + " AND objid > 0 AND granted";

  private static MemoryServer memory;

  private final List<Process> processes = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    memory = MemoryServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    memory.close();
  }

  @AfterEach
  void endProcesses() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    await().atMost(LATER).until(() -> turns() == 0);
  }

  @Test
  void processesHaveThreeTurnsTogetherAndAKilledOnePassesItsTurnOn() throws Exception {
    for (int i = 0; i < 3; i++) {
      process(Operation.WRITE);
    }
    for (Process process : processes) {
      assertThat(process.inputReader().readLine()).isEqualTo("begun");
    }
    assertThat(turns()).isEqualTo(3);
    assertThatThrownBy(() -> guarded(limits(SOON), Operation.REHYDRATE))
        .isInstanceOf(HeldBackException.class)
        .hasMessageStartingWith("REHYDRATE waited 200 ms for 3 others: [redline-ltst as ltst_app");

    Process fourth = process(Operation.WRITE);
    assertThat(processes.get(0).destroyForcibly().waitFor()).isEqualTo(137);
    assertThat(fourth.inputReader().readLine()).isEqualTo("begun");
    assertThat(turns()).isEqualTo(3);
  }

  @Test
  void aLoadOfManyWorkersRunsThreeOperationsAtOnceAndNoMore() throws Exception {
    LoadPlan plan = plan();
    LtstLoad guarded = LtstLoad.start(plan, new ServerGuard(limits(LATER), said::add), prepared());
    await().atMost(LATER).until(() -> guarded.done() > 200);
    LoadStatistics statistics = guarded.stop();
    assertThat(statistics.failures()).isEmpty();
    assertThat(statistics.mostAtOnce()).isBetween(2, 3);

    LtstLoad free = LtstLoad.start(plan, Guard.none(), prepared());
    await().atMost(LATER).until(() -> free.done() > 200);
    assertThat(free.stop().mostAtOnce()).isGreaterThan(3);
  }

  @Test
  void aHeavyJobWaitsForAnEvaluationAndSaysSo() throws Exception {
    Process heavy;
    try (EvaluationTurn evaluation = evaluation(LATER)) {
      heavy = process(Operation.COMPACT);
      assertThat(heavy.inputReader().readLine())
          .startsWith("COMPACT waits for [redline-evaluation as eval_app (process ");
      assertThat(guarded(limits(SOON), Operation.WRITE)).isEqualTo("done");
    }
    assertThat(heavy.inputReader().readLine()).isEqualTo("begun");
  }

  @Test
  void aHeavyJobGivesUpOnceItsPatienceEnds() throws Exception {
    try (EvaluationTurn evaluation = evaluation(LATER)) {
      assertThatThrownBy(() -> guarded(limits(SOON), Operation.REEMBED))
          .isInstanceOf(HeldBackException.class)
          .hasMessageStartingWith(
              "REEMBED waited 200 ms for an evaluation: [redline-evaluation as eval_app");
    }
    assertThat(guarded(limits(SOON), Operation.REEMBED)).isEqualTo("done");
  }

  @Test
  void anEvaluationWaitsForHeavyJobsUnderWayAndKeepsLaterOnesBehindIt() throws Exception {
    Process heavy = process(Operation.REEMBED);
    assertThat(heavy.inputReader().readLine()).isEqualTo("begun");
    assertThatThrownBy(() -> evaluation(SOON))
        .isInstanceOf(HeldBackException.class)
        .hasMessageStartingWith("The evaluation waited 200 ms for [redline-ltst as ltst_app");
    heavy.destroyForcibly();
    try (EvaluationTurn evaluation = evaluation(LATER)) {
      assertThatThrownBy(() -> evaluation(SOON)).isInstanceOf(HeldBackException.class);
    }
  }

  @Test
  void anEvaluationWhoseProcessDiesHoldsNobodyBack() throws Exception {
    try (EvaluationTurn evaluation = evaluation(LATER)) {
      memory
          .server()
          .execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'eval_app'");
      assertThat(guarded(limits(LATER), Operation.COMPACT)).isEqualTo("done");
    }
  }

  @Test
  void workThatFailsLetsGoOfItsTurn() throws Exception {
    try (LtstSession session = plan().session()) {
      ServerGuard guard = new ServerGuard(limits(SOON), said::add);
      assertThatThrownBy(
              () ->
                  guard.during(
                      Operation.COMPACT,
                      session.connection(),
                      () -> session.connection().createStatement().execute("SELECT 1/0")))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("division by zero");
      assertThat(turns()).isZero();
      assertThat(guarded(limits(SOON), Operation.COMPACT)).isEqualTo("done");
    }
  }

  private Process process(Operation operation) throws Exception {
    String url = memory.server().connector().endpoint().jdbcUrl();
    int port = Integer.parseInt(url.replaceAll(".*:([0-9]+)/.*", "$1"));
    Process process = GuardedProcess.start(memory.server().home(), port, operation);
    processes.add(process);
    return process;
  }

  private String guarded(GuardLimits limits, Operation operation) throws SQLException {
    try (LtstSession session = plan().session()) {
      return new ServerGuard(limits, said::add)
          .during(operation, session.connection(), () -> "done");
    }
  }

  private static EvaluationTurn evaluation(Duration patience) throws SQLException {
    return EvaluationTurn.begin(memory.evaluation(), limits(patience));
  }

  private static GuardLimits limits(Duration patience) {
    GuardLimits shipped = MemoryServer.RULES.guard();
    return new GuardLimits(
        shipped.operations(), patience, patience, patience, shipped.poll(), shipped.deadPeer());
  }

  private static LoadPlan plan() {
    return MemoryServer.load(memory.ltst(), MemoryServer.small(LATER, 100_000));
  }

  private static List<Long> prepared() throws SQLException {
    return plan().prepare();
  }

  private static int turns() throws SQLException {
    return Integer.parseInt(memory.server().query(TURNS).get(0));
  }
}
