package dev.redline.phase.benefit;

import dev.redline.change.PhaseContext;
import dev.redline.change.PhaseResource;
import dev.redline.change.PlannedTwins;
import dev.redline.change.settings.PlannedChange;
import dev.redline.plan.BenefitConfig;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.search.SearchedData;
import dev.redline.search.ServerSearch;
import dev.redline.target.twin.Twin;
import dev.redline.target.twin.Twins;
import dev.redline.verdict.Verdict;
import dev.redline.workload.SearchComparison;
import dev.redline.workload.capacity.Capacity;
import dev.redline.workload.pairs.PairKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two copies of the server, one with values of a stage, and the searches that go to both. */
final class BenefitCopies implements PhaseResource {

  private final PhaseContext context;
  private final BenefitConfig config;
  private @Nullable Twins twins;
  private @Nullable SearchedData main;
  private List<PairKind> kinds = List.of();

  /** Makes nothing yet. */
  BenefitCopies(PhaseContext context, BenefitConfig config) {
    this.context = context;
    this.config = config;
  }

  /**
   * What the stage would change on the server as it is.
   *
   * @throws IllegalArgumentException if the stage has no settings, or one that the server does not
   *     know
   */
  List<PlannedSetting> changing(String stage) throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      SettingsSnapshot now = SettingsSnapshot.take(connection, context.clock());
      List<PlannedSetting> all =
          context
              .plan()
              .phase(stage)
              .stage()
              .orElseThrow(() -> new IllegalArgumentException(stage + " has no settings"))
              .forServer(context.hostMemory(), now);
      Verdict known = PlannedChange.known(all, now);
      if (!known.passed()) {
        throw new IllegalArgumentException(known.toString());
      }
      return all.stream()
          .filter(each -> !each.kept() && !now.holds(each.name(), each.value()))
          .toList();
    }
  }

  /** Why none are made; empty if they may be. */
  Optional<String> reasonAgainst(List<PlannedSetting> values) throws SQLException {
    return new PlannedTwins(context, values).reasonAgainst();
  }

  /** Both run, and the searches of the workload are known; earlier copies are gone. */
  void start(List<PlannedSetting> values, String purpose) throws SQLException {
    close();
    Twins made = new PlannedTwins(context, values).make(purpose);
    twins = made;
    made.old().start();
    made.changed().start();
    if (main == null) {
      main = context.workload().orElseThrow().searches().main(made.old().connector());
      kinds = SearchComparison.kinds(context.workload().orElseThrow(), made.old().connector());
    }
  }

  /** Searches a second, of both copies beside each other. */
  Capacity capacity() {
    return new Capacity(
        old().connector(),
        changed().connector(),
        context.plan().latency().policy(),
        kinds,
        config,
        context.plan().latency().seed(),
        System::nanoTime);
  }

  /** A start of one copy, and its first searches. */
  ColdStart cold(Twin copy, double warm) throws SQLException {
    copy.close();
    copy.start();
    return ColdStart.of(
        copy.connector(),
        context.plan().latency().policy(),
        kinds,
        warm,
        context.plan().latency().seed(),
        System::nanoTime);
  }

  /** With the values of the server as it is. */
  Twin old() {
    return required(twins).old();
  }

  /** With the values that are tried. */
  Twin changed() {
    return required(twins).changed();
  }

  /** The heaviest search. */
  ServerSearch main() {
    return required(main).search();
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("Step starts has to run first, and to pass.");
    }
    return value;
  }

  /** Stops the copies and removes their files. */
  @Override
  public void close() {
    if (twins != null) {
      twins.close();
      twins = null;
    }
  }
}
