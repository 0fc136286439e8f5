package dev.redline.phase.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.phase.policy.EfSearchSweep.EfSearchPoint;
import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.vector.Recall;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recall has to reach 0.95 at K=16, and the policy's hnsw.ef_search is 100 there. */
class SweepCheckTest {

  private static final Plan PLAN = Plan.load(Path.of("gates"));

  @Test
  void aPolicyThatIsLargerThanNeededPassesAndSaysSo() {
    Verdict verdict = judge(0.90, 0.96, 0.99, 1);
    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.observed())
        .isEqualTo("50 (mean recall 0.9600, p95 1.000 ms); the policy's 100 is larger than needed");
  }

  @Test
  void aPolicyThatIsJustEnoughPasses() {
    assertThat(judge(0.90, 0.94, 0.96, 1).observed()).endsWith("100 is just what is needed");
  }

  @Test
  void aPolicyThatIsSmallerThanNeededFails() {
    Verdict verdict = judge(0.90, 0.92, 0.94, 0.97);
    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.observed()).startsWith("200").endsWith("100 is smaller than needed");
  }

  @Test
  void aValueThatMeetsTheTargetByLuckIsNotTheSmallest() {
    assertThat(judge(0.95, 0.94, 0.96, 0.97).observed()).startsWith("100 ");
  }

  @Test
  void theSmallestTriedIsSaidToBe() {
    assertThat(judge(1, 1, 1, 1).observed()).startsWith("20 ").contains("the smallest tried");
  }

  @Test
  void noValueThatMeetsTheTargetFailsWithTheBest() {
    Verdict verdict = judge(0.1, 0.2, 0.4, 0.3);
    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.observed())
        .startsWith("none: the best of them reaches 100 (mean recall 0.4");
  }

  @Test
  void noRecallIsNoPass() {
    assertThat(judge(Double.NaN, Double.NaN, Double.NaN, Double.NaN).passed()).isFalse();
  }

  @Test
  void theValueInUseIsMarkedAmongThoseTried() {
    EfSearchSweep sweep = sweep(0.90, 0.94, 0.96, 1);
    Plot.Line chosen = sweep.plot(k -> 100).lines().get(1);
    assertThat(chosen.role()).isEqualTo(Plot.Role.CHOSEN);
    assertThat(chosen.points()).containsExactly(new Plot.Point(1, 0.96, ""));
    assertThat(sweep.plot(k -> 70).lines()).hasSize(1);
  }

  private static Verdict judge(double... recalls) {
    SearchTarget target = PLAN.latency().searches().get(1);
    return new SweepCheck(PLAN.latency().policy(), Map.of()).judge(target, sweep(recalls));
  }

  private static EfSearchSweep sweep(double... recalls) {
    int[] values = {20, 50, 100, 200};
    List<EfSearchPoint> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      points.add(
          new EfSearchPoint(16, values[i], new Recall(recalls[i], recalls[i], 1, 0, 1), 0.5, 1));
    }
    return new EfSearchSweep(points);
  }
}
