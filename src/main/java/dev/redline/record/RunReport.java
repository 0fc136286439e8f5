package dev.redline.record;

import dev.redline.record.journal.Artifact;
import dev.redline.verdict.BeforeAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run did, for the files that people read.
 *
 * @param plan the plan's id
 * @param target the server's description, without secrets
 * @param verdict of the whole run: {@code PASS}, or what did not pass
 * @param phases that ended in this run, in order; possibly none
 */
public record RunReport(
    String plan,
    Instant started,
    Duration took,
    CommandLine command,
    String target,
    String verdict,
    List<PhaseReport> phases) {

  public RunReport {
    phases = List.copyOf(phases);
  }

  /**
   * A phase that ended.
   *
   * @param outcome such as {@code PASS} or {@code FAIL, rolled back in 240 ms}
   * @param tried in a few words
   * @param happened in a few words; for a failure the gate and what was observed against required
   * @param figures settings that were changed, latencies, scores; possibly none
   * @param artifacts to look at
   */
  public record PhaseReport(
      String tag,
      String outcome,
      String tried,
      String happened,
      List<Step> steps,
      List<BeforeAfter> figures,
      List<Artifact> artifacts) {

    public PhaseReport {
      steps = List.copyOf(steps);
      figures = List.copyOf(figures);
      artifacts = List.copyOf(artifacts);
    }
  }

  /**
   * A gate that ran or was to run.
   *
   * @param took none if it did not run
   */
  public record Step(String gate, GateOutcome outcome, Duration took) {}
}
