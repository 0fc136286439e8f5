package dev.redline.workload;

import dev.redline.approval.Acceptance;
import dev.redline.rag.baseline.Baseline;
import dev.redline.rag.baseline.BaselineStore;
import dev.redline.rag.baseline.Measured;
import dev.redline.rag.baseline.Reference;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The baseline that a person accepted. It is replaced by the command {@value #COMMAND} and by
 * nothing else.
 */
public final class AcceptedBaseline {

  /** What accepts a baseline, added to any run that evaluates. */
  public static final String COMMAND = "-Daccept=baseline";

  private enum Order {
    COMPARE,
    ACCEPT
  }

  private final BaselineStore store;
  private final Order order;
  private final Supplier<String> commit;
  private final Consumer<Path> accepted;
  private final Clock clock;

  private AcceptedBaseline(
      BaselineStore store,
      Order order,
      Supplier<String> commit,
      Consumer<Path> accepted,
      Clock clock) {
    this.store = store;
    this.order = order;
    this.commit = commit;
    this.accepted = accepted;
    this.clock = clock;
  }

  /**
   * The baselines of a project, for a run with these properties.
   *
   * @param metrics the folder whose {@code baselines/} holds them
   * @param properties as given with -D
   * @param commit of the project, asked for when one is accepted
   * @param accepted told the file of one that was just accepted
   * @throws IllegalArgumentException if {@code -Daccept} names something else
   */
  public static AcceptedBaseline in(
      Path metrics,
      Map<String, String> properties,
      Supplier<String> commit,
      Consumer<Path> accepted,
      Clock clock) {
    return new AcceptedBaseline(
        new BaselineStore(metrics.resolve("baselines")),
        Acceptance.from(properties).baseline() ? Order.ACCEPT : Order.COMPARE,
        commit,
        accepted,
        clock);
  }

  /** The same baselines, none of which this run replaces. */
  public AcceptedBaseline onlyCompared() {
    return new AcceptedBaseline(store, Order.COMPARE, commit, accepted, clock);
  }

  /** Whether this run is to replace the baseline instead of being compared with it. */
  boolean toBeAccepted() {
    return order == Order.ACCEPT;
  }

  /** Makes the evaluation the baseline of its judge. */
  Finding accept(Measured evaluation) {
    Path file = store.accept(evaluation, commit.get(), now());
    accepted.accept(file);
    return Finding.of(
        Verdict.pass(
            "baseline of judge " + evaluation.judge().name(),
            "accepted: %d cases in %s".formatted(evaluation.questions().size(), file)
                + evaluation
                    .judge()
                    .incomparable()
                    .map(r -> ", compared with none: " + r)
                    .orElse(""),
            "accepted, because " + COMMAND + " says so"));
  }

  /**
   * What was accepted for the judge of {@code evaluation}; empty if nothing was.
   *
   * @throws dev.redline.rag.baseline.BaselineException if there is a file, but not one that can be
   *     used
   */
  Optional<Reference> reference(Measured evaluation) {
    return store.find(evaluation.judge().name()).map(AcceptedBaseline::reference);
  }

  /** The judges that a baseline was accepted for, by name. */
  public List<String> judges() {
    return store.judges();
  }

  /** Where the baseline of a judge would stand. */
  Path file(Measured evaluation) {
    return store.file(evaluation.judge().name());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Reference reference(Baseline baseline) {
    return new Reference(
        "the baseline accepted %s at commit %s".formatted(baseline.accepted(), baseline.commit()),
        baseline.evaluation(),
        "read in the report where it fell; if it is wanted all the same, accept it with "
            + COMMAND);
  }
}
