package dev.redline.phase.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gate of the phase watch, on a real server. */
@ExtendWith(StageTrials.class)
class WatchGatesTest {

  private StageTrial trial;

  @BeforeEach
  void watchForAMoment(StageTrial copy) throws Exception {
    trial =
        copy.edit("watch.yaml", "watch: 10min", "watch: 1s")
            .edit("watch.yaml", "every: 15s", "every: 1s")
            .edit("watch.yaml", "searches: 10", "searches: 110")
            .edit("watch.yaml", "share_of_a_core: 0.05", "share_of_a_core: 0.5");
  }

  @Tag("long")
  @Test
  void aServerThatKeepsItsTargetsPassesAndLeavesFiguresForPrometheus() throws Exception {
    GateOutcomes outcomes = trial.run("Watch");

    assertThat(outcomes.failed()).isEmpty();
    assertThat(Files.readString(trial.metrics().resolve("redline.prom")))
        .contains(
            "# TYPE redline_search_p95_seconds gauge\nredline_search_p95_seconds{search=\"",
            "redline_sessions_waiting 0\n",
            "# TYPE redline_commits_total counter\n");
  }

  @Test
  void aTargetThatIsMissedEndsTheWatchAndNamesTheWayBack() throws Exception {
    trial
        .edit("watch.yaml", "watch: 1s", "watch: 10min")
        .edit("latency.yaml", "k: 8\n    p95: {at_most: 200ms}", "k: 8\n    p95: {at_most: 1us}");

    GateOutcomes outcomes = trial.run("Watch");

    assertThat(outcomes.message())
        .contains("FAIL: p95 of ", "at K=8 while watched", "-Dgroups=rollback");
  }

  @Tag("long")
  @Test
  void tooFewSearchesSayNothing() throws Exception {
    trial.edit("watch.yaml", "searches: 110", "searches: 2");

    GateOutcomes outcomes = trial.run("Watch");

    assertThat(outcomes.message()).contains("INCONCLUSIVE: p95 of ", "at least 100");
  }
}
