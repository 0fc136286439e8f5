package dev.redline.phase.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.ltst.LoadStatistics;
import dev.redline.ltst.Operation;
import dev.redline.phase.isolation.Interference.Beside;
import dev.redline.phase.isolation.Interference.Block;
import dev.redline.plan.Plan;
import dev.redline.plan.isolation.InterferenceLimits;
import dev.redline.rag.metric.Scores;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What counts as interference: every gate that judges a measurement, in which it fails. */
class InterferenceCheckTest {

  private static final InterferenceLimits LIMITS =
      Plan.load(Path.of("gates")).isolation().interference();
  private static final Optional<Scores> SCORES = Optional.of(new Scores(0.5, 0.5, 0.5));
  private static final LoadStatistics LIGHT = load(40, 0, 3);

  private final InterferenceCheck rules = new InterferenceCheck(LIMITS);

  @Test
  void searchesThatAreSlowerBeyondLimitAndNoiseFail() {
    Verdict verdict = rules.slowdown(measured(searches(2, 300), searches(30, 300)));
    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.toString())
        .contains("30.000 ms against 2.000 ms", "at most 2.00, or slower by less than 20.0 ms");
  }

  @Test
  void aSlowdownTooSmallToMatterPasses() {
    assertThat(rules.slowdown(measured(searches(2, 300), searches(21, 300))).passed()).isTrue();
  }

  @Test
  void aSlowdownWithinTheLimitPasses() {
    assertThat(rules.slowdown(measured(searches(100, 300), searches(180, 300))).passed()).isTrue();
  }

  @Test
  void fewerSearchesThanPlannedSayNothing() {
    assertThat(rules.slowdown(measured(searches(2, 300), searches(2, 299))).status())
        .isEqualTo(Status.INCONCLUSIVE);
    assertThat(rules.slowdown(measured(List.of(), List.of())).status())
        .isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void scoresThatChangeFailAndMissingOnesSayNothing() {
    assertThat(rules.scores(scored(Optional.of(new Scores(0.53, 0.5, 0.5)))))
        .extracting(Verdict::status)
        .containsExactly(Status.FAIL, Status.PASS, Status.PASS);
    assertThat(rules.scores(scored(Optional.empty())))
        .extracting(Verdict::status)
        .containsOnly(Status.INCONCLUSIVE);
  }

  @Test
  void moreOperationsAtOnceThanTheGuardAllowsFail() {
    assertThat(rules.atOnce(beside(LIGHT), 3).passed()).isTrue();
    assertThat(rules.atOnce(beside(LIGHT, load(40, 0, 4)), 3).status()).isEqualTo(Status.FAIL);
    assertThat(rules.atOnce(beside(), 3).status()).isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void aHeavyJobBesideAnEvaluationFails() {
    assertThat(InterferenceCheck.heavy(beside(LIGHT)).passed()).isTrue();
    assertThat(InterferenceCheck.heavy(beside(LIGHT, load(40, 1, 3))).status())
        .isEqualTo(Status.FAIL);
    assertThat(InterferenceCheck.heavy(beside(load(0, 0, 0))).status())
        .isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void loadThatStoodStillOrFailedSaysNothing() {
    LoadStatistics failed =
        new LoadStatistics(LIGHT.operations(), 3, List.of(), List.of("timeout"), 1);
    assertThat(rules.loaded(beside(LIGHT), "under the guard").passed()).isTrue();
    assertThat(rules.loaded(beside(LIGHT, load(0, 0, 0)), "under the guard").status())
        .isEqualTo(Status.INCONCLUSIVE);
    assertThat(rules.loaded(beside(failed), "under the guard").status())
        .isEqualTo(Status.INCONCLUSIVE);
    assertThat(rules.loaded(beside(), "under the guard").status()).isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void itsTimelineHasEachBlockAtTheSecondAtWhichItBegan() {
    Beside first = new Beside(List.of(), SCORES, List.of(), List.of(new Block(7.5, 1.25)));
    Beside second = new Beside(List.of(), SCORES, List.of(), List.of(new Block(9.5, 2.5)));
    Plot timeline =
        new Interference(
                first.since(5_000_000_000L).and(second.since(5_000_000_000L)),
                second.since(5_000_000_000L),
                Beside.NOTHING_YET)
            .timeline();
    assertThat(timeline.lines())
        .extracting(Plot.Line::name)
        .containsExactly("alone", "beside guarded load");
    assertThat(timeline.lines().get(0).points())
        .containsExactly(new Plot.Point(2.5, 1.25, ""), new Plot.Point(4.5, 2.5, ""));
  }

  private static Interference measured(List<Double> alone, List<Double> guarded) {
    return new Interference(
        new Beside(alone, SCORES, List.of()),
        new Beside(guarded, SCORES, List.of(LIGHT)),
        Beside.NOTHING_YET);
  }

  private static Interference scored(Optional<Scores> guarded) {
    return new Interference(
        new Beside(List.of(), SCORES, List.of()),
        new Beside(List.of(), guarded, List.of(LIGHT)),
        Beside.NOTHING_YET);
  }

  private static Beside beside(LoadStatistics... loads) {
    return new Beside(List.of(), Optional.empty(), List.of(loads));
  }

  private static List<Double> searches(double millis, int count) {
    return IntStream.range(0, count).mapToObj(i -> millis).toList();
  }

  private static LoadStatistics load(int light, int heavy, int atOnce) {
    return new LoadStatistics(
        Map.of(
            Operation.WRITE,
            new LoadStatistics.Times(light, 1, 1, 1, 0),
            Operation.COMPACT,
            new LoadStatistics.Times(heavy, 1, 1, 1, 0)),
        atOnce,
        List.of(),
        List.of(),
        1);
  }
}
