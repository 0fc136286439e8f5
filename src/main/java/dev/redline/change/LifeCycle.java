package dev.redline.change;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Finding;
import dev.redline.verdict.LeftAlone;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The steps of a change's life cycle, taken for all changes of a phase in their order. */
final class LifeCycle {

  private final ChangingPhase phase;

  LifeCycle(ChangingPhase phase) {
    this.phase = phase;
  }

  private interface Step {
    Finding of(Change change) throws Exception;
  }

  /** The changes that are not left alone. */
  List<Change> due() {
    return phase.changes().stream().filter(change -> phase.leftAlone(change).isEmpty()).toList();
  }

  /** Each change that is not left alone may be applied; every obstacle is named. */
  Finding mayApply() throws Exception {
    try (Connection connection = open()) {
      Finding all = nothing();
      for (Change change : phase.changes()) {
        all = all.and(unlessLeftAlone(change, each -> each.mayApply(connection)));
      }
      return all;
    }
  }

  /** What takes the changes back is in the state, and what that needs is on the server's host. */
  Finding keep() throws Exception {
    boolean begun = phase.change().progress().hasPendingChange();
    KeptChange[] kept = due().stream().map(Change::kept).toArray(KeptChange[]::new);
    if (kept.length > 0) {
      phase.change().begin(kept);
    }
    return untilOneFails(change -> begun ? change.originalKept() : change.keepOriginal())
        .and(
            Finding.of(
                Verdict.none(
                    "changes whose way back is not in the state",
                    List.of(kept).stream()
                        .filter(each -> !phase.change().keeps(each))
                        .map(KeptChange::subject)
                        .toList(),
                    "none of " + kept.length,
                    "report this as a defect: nothing has been touched")));
  }

  Finding apply() throws Exception {
    return untilOneFails(Change::apply);
  }

  Finding accepted() throws Exception {
    try (Connection connection = open()) {
      return untilOneFails(change -> change.accepted(connection));
    }
  }

  /** Each change is in force, also one that is left alone because it was there before. */
  Finding inForce() throws Exception {
    try (Connection connection = open()) {
      SettingsSnapshot after = SettingsSnapshot.take(connection, phase.change().context().clock());
      Finding all = nothing();
      for (Change change : phase.changes()) {
        all = all.and(change.inForce(after));
      }
      if (all.passed()) {
        phase.change().applied();
      }
      return all;
    }
  }

  Finding nothingElseChanged() throws Exception {
    return phase
        .change()
        .nothingElse(
            phase.changes().stream()
                .flatMap(change -> change.alters().stream())
                .collect(Collectors.toSet()));
  }

  /** The change stays once it is decided and completed: the server says so, then this clone. */
  Finding commit() throws Exception {
    Optional<Verdict> disturbance = phase.disturbance();
    if (disturbance.isPresent()) {
      return Finding.of(disturbance.get());
    }
    Finding all = phase.change().mayStay(phase.commitDecision());
    if (all.passed()) {
      all = phase.completed(all);
    }
    if (all.passed()) {
      phase.change().stays();
    }
    return all;
  }

  private Finding untilOneFails(Step step) throws Exception {
    Finding all = nothing();
    for (Change change : phase.changes()) {
      all = all.passed() ? all.and(unlessLeftAlone(change, step)) : all;
    }
    return all;
  }

  private Finding unlessLeftAlone(Change change, Step step) throws Exception {
    Optional<String> reason = phase.leftAlone(change);
    return reason.isPresent()
        ? new LeftAlone(change.description(), reason.get()).finding()
        : step.of(change);
  }

  /** Before the first change: a phase that has none passes. */
  private Finding nothing() {
    return Finding.of(
        Verdict.pass(
            "changes of the phase", Integer.toString(phase.changes().size()), "as it lists them"));
  }

  private Connection open() throws Exception {
    return phase.change().context().connector().open(ApplicationName.CONTROL);
  }
}
