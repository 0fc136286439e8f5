package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.value.ExtensionVersion;
import dev.redline.plan.workload.IterativeScan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.plan.yaml.PlanException;
import dev.redline.rag.metric.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedPlanTest {

  private final Plan plan = Plan.load(Path.of("gates"));

  @Test
  void phasesStandInTheOrderInWhichTheyRun() {
    assertThat(plan.phases())
        .extracting(Phase::tag)
        .startsWith(
            "discovery", "observability", "stageA", "isolation", "queryPolicy", "stageB", "stageC");
    assertThat(plan.phase("stageC").needs()).containsExactly("discovery", "stageB");
    assertThat(plan.phase("discovery").stage()).isEmpty();
  }

  @Test
  void anUnknownPhaseIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> plan.phase("stageZ"))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "plan.yaml has no phase stageZ. Its phases: %s."
                .formatted(
                    plan.phases().stream().map(Phase::tag).collect(Collectors.joining(", "))));
  }

  @Test
  void redLinesHoldTheFloorsOfThePlan() {
    assertThat(plan.redLines().of("bedrock").orElseThrow().get("precision"))
        .hasToString("at least 0.159");
    assertThat(plan.redLines().of("bedrock").orElseThrow().get("recall").limit()).isEqualTo(0.166);
    assertThat(plan.redLines().of("bedrock").orElseThrow().get("f1").limit()).isEqualTo(0.159);
    assertThat(plan.redLines().wholeEvaluation().limit()).isEqualTo(Duration.ofMinutes(5));
    assertThat(plan.redLines().k()).isEqualTo(8);
  }

  @Test
  void latencyIsAskedForAtEightSixteenAndThirtyTwo() {
    assertThat(plan.latency().searches())
        .extracting(LatencyTargets.SearchTarget::k)
        .containsExactly(8, 16, 32);
    assertThat(plan.latency().searches())
        .allSatisfy(
            search -> {
              assertThat(search.p95().limit()).isEqualTo(Duration.ofMillis(200));
              assertThat(search.recall().limit()).isEqualTo(0.95);
            });
    assertThat(plan.latency().policy())
        .isEqualTo(new QueryPolicy(QueryPolicy.SetLocal.ON, 100, 2, IterativeScan.STRICT_ORDER));
  }

  @Test
  void healthAsksForIterativeScans() {
    HealthConfig health = plan.health();
    assertThat(health.serverAtLeast()).isEqualTo(15);
    assertThat(health.settings()).hasSize(8).contains("default_toast_compression");
    assertThat(health.extensions())
        .contains(
            new HealthConfig.ExtensionRequirement(
                "vector",
                Optional.of(ExtensionVersion.parse("0.8.0")),
                HealthConfig.Presence.INSTALLED));
  }

  @Test
  void aTargetIsTriedThreeTimesAtMost() {
    assertThat(plan.target().connection())
        .isEqualTo(new TargetOptions.Connection(3, Duration.ofMillis(200), Duration.ofSeconds(2)));
    assertThat(plan.target().hostMemory()).isEmpty();
    assertThat(plan.target().demo())
        .isEqualTo(new TargetOptions.Demo(20_000, 200_000, 384, 100, 1070, Optional.empty()));
  }

  @Test
  void sharedBuffersTakeTheirDerivedSettingsAlong() {
    assertThat(plan.derivedFrom(List.of("jit", "shared_buffers")))
        .contains("wal_buffers", "transaction_buffers")
        .doesNotContain("multixact_member_buffers");
    assertThat(plan.derivedFrom(List.of("jit"))).isEmpty();
  }

  @Test
  void everyMetricMayHaveARedLineAndEachJudgeHasItsOwn() {
    assertThat(RedLines.METRICS)
        .containsExactlyElementsOf(Stream.of(Metric.values()).map(Metric::key).toList());
    assertThat(plan.redLines().judges()).containsOnlyKeys("bedrock", "labels", "offline");
    assertThat(plan.redLines().of("another")).isEmpty();
  }
}
