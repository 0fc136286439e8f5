package dev.redline.fleet;

import dev.redline.fleet.Member.Own;
import dev.redline.plan.Fleet;
import dev.redline.plan.TimeLimits;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Looks at the fleet that a server is a member of, and changes nothing. */
public final class FleetHealth {

  private final Optional<Fleet> fleet;
  private final TimeLimits limits;
  private final Map<String, String> environment;
  private final Consumer<String> say;

  /**
   * @param fleet empty: gates/target.yaml names none
   * @param environment variables, one of which may hold the password of the API
   * @param say told the table of members
   */
  public FleetHealth(
      Optional<Fleet> fleet,
      TimeLimits limits,
      Map<String, String> environment,
      Consumer<String> say) {
    this.fleet = fleet;
    this.limits = limits;
    this.environment = Map.copyOf(environment);
    this.say = say;
  }

  /** The fleet is in order, and the server is one of its members. */
  public Finding healthy(Connector connector, Clock clock) throws SQLException {
    if (fleet.isEmpty()) {
      return Finding.of(
          Verdict.pass("fleet", "gates/target.yaml names none", "in order, where it names one"));
    }
    try {
      FleetView view = view(fleet.get());
      say.accept(view.toString());
      return Finding.of(new FleetCheck(view, fleet.get()).judge(), kept(view), table(view))
          .and(Finding.of(ours(view, identifier(connector, clock))));
    } catch (FleetUnknownException e) {
      return Finding.of(
          Verdict.inconclusive(
              "fleet",
              "no answer from " + e.getMessage(),
              "an answer of one API at least",
              "correct api in gates/target.yaml, or find out whether Patroni runs"));
    }
  }

  private FleetView view(Fleet named) throws FleetUnknownException {
    return new FleetProbe(named, new PatroniClient(named, limits, environment)).read();
  }

  private static Evidence kept(FleetView view) {
    return Evidence.kept("fleet", "system_diagnostics/fleet.json", view);
  }

  private static Evidence table(FleetView view) {
    return Evidence.of("fleet as a table", view.toString());
  }

  private static Optional<String> identifier(Connector connector, Clock clock) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return Optional.ofNullable(
          SettingsSnapshot.take(connection, clock).server().systemIdentifier());
    }
  }

  private static Verdict ours(FleetView view, Optional<String> here) {
    Set<String> theirs =
        view.members().stream()
            .flatMap(member -> member.own().stream())
            .map(Own::systemIdentifier)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    String subject = "system identifier of the server";
    String required = "the fleet's, " + (theirs.isEmpty() ? "which no member tells" : theirs);
    if (here.isEmpty() || theirs.isEmpty()) {
      return Verdict.inconclusive(
          subject,
          here.orElse("unknown"),
          required,
          "GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system() to the account; start a member");
    }
    return theirs.equals(Set.of(here.get()))
        ? Verdict.pass(subject, here.get(), required)
        : Verdict.fail(
            subject,
            here.get(),
            required,
            "name a member of this fleet in DATABASE_URL, or its APIs");
  }
}
