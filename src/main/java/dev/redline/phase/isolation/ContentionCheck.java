package dev.redline.phase.isolation;

import dev.redline.plan.isolation.ContentionLimits;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.activity.Contention;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds sampled contention against the plan: what could not be seen is no evidence. */
final class ContentionCheck {

  private final ContentionLimits limits;

  ContentionCheck(ContentionLimits limits) {
    this.limits = limits;
  }

  /**
   * Memory, cache hits and waits.
   *
   * @param applications that have to have been seen at work; empty where only what runs is observed
   */
  List<Verdict> judge(Contention seen, Optional<MemorySize> host, List<String> applications) {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(memory(seen, host));
    verdicts.add(cache(seen, applications));
    verdicts.add(waits(seen, applications));
    if (verdicts.get(2).passed()) {
      verdicts.add(
          ThresholdCheck.time(
              "longest wait of one session for another",
              Duration.ofNanos(Math.round(seen.longestBlockMillis() * 1e6)),
              limits.longestBlock(),
              "end the session that holds the lock; the evidence names it"));
    }
    return verdicts;
  }

  private Verdict memory(Contention seen, Optional<MemorySize> host) {
    return ThresholdCheck.score(
        "share of the host's memory that PostgreSQL uses (%s: %.1f MB)"
            .formatted(seen.memory().method(), seen.memory().usedBytes() / (double) (1 << 20)),
        host.map(memory -> (double) seen.memory().usedBytes() / memory.bytes()).orElse(Double.NaN),
        limits.memory(),
        host.isPresent()
            ? "lower shared_buffers, work_mem or the number of sessions"
            : "set host_memory in gates/target.yaml: the host cannot be asked from here");
  }

  /** A server that nobody asks anything shows the ratio of its past. */
  private static Verdict cache(Contention seen, List<String> applications) {
    double ratio = applications.isEmpty() ? seen.cacheAfter().ratio() : seen.hitRatio();
    String subject =
        applications.isEmpty()
            ? "share of blocks found in shared_buffers since statistics were reset"
            : "share of blocks found in shared_buffers while both workloads ran";
    String required = "known";
    return Double.isNaN(ratio)
        ? Verdict.inconclusive(subject, "no block was asked for", required, "run both workloads")
        : Verdict.pass(subject, String.format(Locale.ROOT, "%.4f", ratio), required);
  }

  private static Verdict waits(Contention seen, List<String> applications) {
    String subject = "who waits for whom";
    String required =
        applications.isEmpty()
            ? "sampled"
            : "sampled while %s were at work".formatted(String.join(" and ", applications));
    if (!seen.visible()) {
      return Verdict.inconclusive(
          subject,
          "what other accounts do is hidden from this one",
          required,
          "GRANT pg_read_all_stats to the account");
    }
    List<String> idle =
        applications.stream()
            .filter(name -> seen.active().keySet().stream().noneMatch(who -> begins(who, name)))
            .toList();
    String observed =
        "%d samples; active %s; waits %s; blocked %s"
            .formatted(seen.samples(), seen.active(), seen.waits(), seen.blocks());
    return idle.isEmpty() && seen.samples() > 0
        ? Verdict.pass(subject, observed, required)
        : Verdict.inconclusive(
            subject, observed + "; never at work " + idle, required, "run the gate again");
  }

  private static boolean begins(String who, String application) {
    return who.startsWith(application + " as ");
  }
}
