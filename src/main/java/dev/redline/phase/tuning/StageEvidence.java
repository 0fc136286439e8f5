package dev.redline.phase.tuning;

import dev.redline.change.PhaseContext;
import dev.redline.plan.Phase;
import dev.redline.plan.stage.StageJustification;
import dev.redline.postgres.activity.CacheHits;
import dev.redline.state.PhaseProgress;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.util.Locale;
import java.util.Optional;

/** What one stage measures so that a later one can tell whether it is called for. */
final class StageEvidence {

  private static final String CACHE_HIT_RATIO = "cache_hit_ratio";

  private final Phase phase;
  private final PhaseContext context;

  StageEvidence(Phase phase, PhaseContext context) {
    this.phase = phase;
    this.context = context;
  }

  /** Passes where the question has an answer, whichever; see {@link #reasonAgainst}. */
  Finding judge() {
    String subject = "evidence for " + phase.tag();
    if (justification().isEmpty()) {
      return Finding.of(Verdict.pass(subject, "none is asked for", "as the plan asks for"));
    }
    StageJustification asked = justification().get();
    String required = "cache hit ratio after %s: %s".formatted(asked.phase(), asked.cacheHits());
    if (inForce()) {
      return Finding.of(
          Verdict.pass(subject, "its change is in force and waits for a decision", required));
    }
    if (forced()) {
      return Finding.of(Verdict.pass(subject, "forced by -Dforce=" + phase.tag(), required));
    }
    Optional<Double> ratio = ratio(asked);
    if (ratio.isEmpty()) {
      return Finding.of(
          Verdict.inconclusive(
              subject,
              "no cache hit ratio of " + asked.phase(),
              required,
              "mvn verify -Dgroups=" + asked.phase()));
    }
    String observed = reasonAgainst().orElseGet(() -> "called for: " + shown(ratio.get()));
    return Finding.of(
        Verdict.pass(subject, observed, "either, as long as it is known; " + required)
            .because(asked.cacheHits().because()));
  }

  /** Why the stage is to leave the server alone; empty if it is called for. */
  Optional<String> reasonAgainst() {
    return justification()
        .filter(asked -> !forced() && !inForce())
        .flatMap(
            asked ->
                ratio(asked)
                    .filter(ratio -> !asked.cacheHits().allows(ratio))
                    .map(ratio -> "not called for: %s".formatted(shown(ratio))));
  }

  /** Puts the ratio where later stages look for it. */
  Finding keep(CacheHits hits) {
    String subject = "cache hit ratio";
    if (Double.isNaN(hits.ratio())) {
      return Finding.of(
          Verdict.inconclusive(
              subject,
              "no block was counted",
              "a figure",
              "see to it that nobody resets statistics meanwhile, and run again"));
    }
    progress().figure(CACHE_HIT_RATIO, hits.ratio());
    return Finding.of(
        Verdict.pass(subject, shown(hits.ratio()), "a figure"), Evidence.of("blocks", hits));
  }

  private Optional<Double> ratio(StageJustification asked) {
    return Optional.ofNullable(context.store().state().phases().get(asked.phase()))
        .map(record -> record.figures().get(CACHE_HIT_RATIO));
  }

  private Optional<StageJustification> justification() {
    return phase.stage().orElseThrow().justifiedBy();
  }

  private boolean inForce() {
    return progress().hasPendingChange();
  }

  private PhaseProgress progress() {
    return new PhaseProgress(phase.tag(), context.store(), context.clock());
  }

  private boolean forced() {
    return context.approvals().forced().contains(phase.tag());
  }

  private static String shown(double ratio) {
    return String.format(
        Locale.ROOT, "%.4f of the blocks that were asked for were in shared_buffers", ratio);
  }
}
