package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.StatementConfig;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.search.statements.MeasuredStatement;
import dev.redline.vector.PlanNode;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements after a change: other nodes, a spill, a slow-down, one by one. */
class StatementCheckTest {

  private static final List<String> LOOPS =
      List.of("Nested Loop", "Index Scan a_pkey", "Index Scan b_pkey");
  private static final List<String> HASH =
      List.of("Hash Join", "Index Scan a_pkey", "Index Scan b_pkey");

  @TempDir private Path folder;
  private StatementCheck check;

  @BeforeEach
  void atMostTwiceTheTime() throws Exception {
    String yaml =
        Files.readString(Path.of("fixtures/demo/workload.yaml"))
            + "\nstatements: {top: 5, samples: 3, slowdown: {at_most: 2}}\n";
    Path file = Files.writeString(folder.resolve("workload.yaml"), yaml);
    StatementConfig rules =
        WorkloadPlan.read(file, Plan.load(Path.of("gates")).latency()).statements().orElseThrow();
    check = new StatementCheck(rules, Duration.ofMillis(1));
  }

  @Test
  void theSamePlanInTheSameTimePasses() {
    assertThat(judge(measured(LOOPS, false, 10), measured(LOOPS, false, 11)))
        .allMatch(Verdict::passed)
        .anyMatch(verdict -> verdict.subject().startsWith("nodes in the plan of statement 7"));
  }

  @Test
  void otherNodesThatTakeTooLongAreNamed() {
    Verdict nodes = judge(measured(LOOPS, false, 10), measured(HASH, false, 30)).get(1);
    assertThat(nodes.status()).isEqualTo(Status.FAIL);
    assertThat(nodes.observed())
        .isEqualTo("[Nested Loop] before, [Hash Join] after; 30.000 ms after 10.000 ms");
  }

  @Test
  void otherNodesWithinTheLimitAreOnRecordAndPass() {
    Verdict nodes = judge(measured(LOOPS, false, 10), measured(HASH, false, 4)).get(1);
    assertThat(nodes.status()).isEqualTo(Status.PASS);
    assertThat(nodes.observed()).startsWith("[Nested Loop] before, [Hash Join] after");
  }

  @Test
  void theSameNodesInAnotherOrderAreAnotherPlan() {
    List<String> turned = List.of(LOOPS.get(0), LOOPS.get(2), LOOPS.get(1));
    Verdict nodes = judge(measured(LOOPS, false, 10), measured(turned, false, 30)).get(1);
    assertThat(nodes.status()).isEqualTo(Status.FAIL);
    assertThat(nodes.observed()).startsWith("the same nodes in another order");
  }

  @Test
  void aSpillFailsHoweverFast() {
    List<Verdict> verdicts = judge(measured(HASH, false, 10), measured(HASH, true, 10));
    assertThat(verdicts.get(0).status()).isEqualTo(Status.FAIL);
    assertThat(verdicts.get(0).observed()).startsWith("temporary files are written");
    assertThat(judge(measured(HASH, true, 10), measured(HASH, true, 10))).allMatch(Verdict::passed);
  }

  @Test
  void aSlowDownFailsWithTheSamePlanAndASmallOneIsIgnored() {
    List<Verdict> verdicts = judge(measured(LOOPS, false, 10), measured(LOOPS, false, 21));
    assertThat(verdicts.get(1).status()).isEqualTo(Status.PASS);
    assertThat(verdicts.get(2).status()).isEqualTo(Status.FAIL);
    assertThat(judge(measured(LOOPS, false, 0.1), measured(LOOPS, false, 0.9)))
        .allMatch(Verdict::passed);
  }

  private List<Verdict> judge(MeasuredStatement before, MeasuredStatement after) {
    return check.judge(List.of(before), List.of(after));
  }

  private static MeasuredStatement measured(List<String> nodes, boolean spills, double millis) {
    PlanNode plan =
        new PlanNode(
            nodes.get(0),
            List.of(new PlanNode(nodes.get(1), List.of()), new PlanNode(nodes.get(2), List.of())));
    return new MeasuredStatement(
        7,
        "SELECT 1",
        1,
        Optional.empty(),
        Optional.of(plan),
        List.of("a_pkey", "b_pkey"),
        List.of(),
        spills,
        List.of(millis, millis, millis),
        List.of(List.of()));
  }
}
