package dev.redline.change;

import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerFiles;
import dev.redline.quoting.ServerWords;
import dev.redline.state.KeptChange;
import dev.redline.state.RunState.PendingChange;
import dev.redline.state.StateException;
import dev.redline.target.ManualCommands;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The ways back of all that a phase has changed: what was changed last is taken back first. */
final class KeptChanges {

  private final List<WayBack> lastFirst;

  private KeptChanges(List<WayBack> lastFirst) {
    this.lastFirst = lastFirst;
  }

  /**
   * Finds who can take each change back.
   *
   * @throws StateException if nobody can take one back: nothing is touched then
   */
  static KeptChanges of(PendingChange pending) {
    List<KeptChange> kept = new ArrayList<>(pending.changes());
    Collections.reverse(kept);
    return new KeptChanges(kept.stream().map(KeptChanges::wayBack).toList());
  }

  private static WayBack wayBack(KeptChange kept) {
    return ServiceLoader.load(ChangeKind.class).stream()
        .map(Supplier::get)
        .filter(kind -> kind.name().equals(kept.kind()))
        .findFirst()
        .orElseThrow(
            () ->
                new StateException(
                    "The change of %s is of the kind \"%s\", which nothing on the class path can take back. Run with the build that applied it."
                        .formatted(kept.subject(), kept.kind())))
        .wayBack(kept);
  }

  /** Puts back what the server reads when it starts. */
  void restoreFiles(ServerFiles files) {
    lastFirst.forEach(each -> each.restoreFiles(files));
  }

  /** Takes back what a server that takes no connection cannot take back itself. */
  void restoreStopped(ServerFiles files) {
    lastFirst.forEach(each -> each.restoreStopped(files));
  }

  /** Takes back what a fleet would start its members with. */
  void restoreConfiguration(PhaseContext context) {
    lastFirst.forEach(each -> each.restoreConfiguration(context));
  }

  /**
   * Takes back what was changed on other members of the fleet: what fails on one of them leaves no
   * other as it is.
   */
  void restoreFleet(PhaseContext context) {
    List<ServerControlException> failures = new ArrayList<>();
    for (WayBack each : lastFirst) {
      try {
        each.restoreFleet(context);
      } catch (ServerControlException e) {
        failures.add(e);
      }
    }
    ServerControlException.throwIfAny(failures);
  }

  /** Whether other members of the fleet say that nothing is left. */
  List<Verdict> goneFromFleet(PhaseContext context) throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    for (WayBack each : lastFirst) {
      verdicts.addAll(each.goneFromFleet(context));
    }
    return verdicts;
  }

  /**
   * The lines for a person: first what puts files back and restarts the server, then the
   * statements. What is gone already is left out.
   */
  List<String> lines(ManualCommands by, String database, ServerFiles files, Connection connection)
      throws SQLException {
    List<String> lines = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    for (WayBack each : lastFirst) {
      List<Verdict> seen = new ArrayList<>(each.gone(files));
      seen.addAll(each.gone(connection));
      if (seen.isEmpty() || !seen.stream().allMatch(Verdict::passed)) {
        each.line(by, database).ifPresent(lines::add);
        statements.addAll(each.statements());
      }
    }
    if (!statements.isEmpty()) {
      lines.add(by.sql(database, statements));
    }
    return lines;
  }

  /** What a person does by hand, for each that has such a way; possibly empty. */
  String byHand() {
    return lastFirst.stream()
        .map(WayBack::byHand)
        .filter(way -> !way.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** Whether {@link #unset} has something to do. */
  boolean areUnset() {
    return lastFirst.stream().anyMatch(WayBack::isUnset);
  }

  /** Has the server write back what it wrote itself. */
  void unset(Connection connection) {
    each(connection, WayBack::unset);
  }

  /** Takes back what only a running server can take back. */
  void revert(Connection connection) {
    each(connection, WayBack::revert);
  }

  private interface Step {
    void of(WayBack way, Connection connection) throws SQLException;
  }

  private void each(Connection connection, Step step) {
    for (WayBack each : lastFirst) {
      try {
        step.of(each, connection);
      } catch (SQLException e) {
        throw new ServerControlException(
            "What the phase had created could not be taken back: %s. By hand: %s"
                .formatted(ServerWords.of(e), each.byHand()),
            e);
      }
    }
  }

  /** Whether the server itself says that nothing is left. */
  List<Verdict> gone(Connection connection) throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    for (WayBack each : lastFirst) {
      verdicts.addAll(each.gone(connection));
    }
    return verdicts;
  }

  /** Whether nothing is left in the files. */
  List<Verdict> gone(ServerFiles files) {
    return lastFirst.stream().flatMap(each -> each.gone(files).stream()).toList();
  }
}
