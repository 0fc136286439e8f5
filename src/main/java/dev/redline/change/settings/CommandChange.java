package dev.redline.change.settings;

import dev.redline.change.Reload;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.Connector;
import dev.redline.state.KeptChange;
import dev.redline.target.HostCommand;
import dev.redline.target.KeptOutput;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Settings by a command of the owner's: a provider's program, a configuration tool. What the
 * command says of itself is kept where it fails; what counts is what the server says.
 */
final class CommandChange extends WrittenSettings {

  private final Connector connector;
  private final CommandKind.Run run;
  private final KeptChange kept;
  private final Duration patience;
  private final Clock clock;

  /**
   * @param kept what {@link CommandKind} takes it back with
   * @param patience how long the server may take to say that it has the values
   */
  CommandChange(
      Connector connector,
      CommandKind.Run run,
      KeptChange kept,
      List<PlannedSetting> planned,
      Set<String> ownRoles,
      Duration patience,
      Clock clock) {
    super("by " + kept.subject(), planned, Optional.empty(), ownRoles);
    this.connector = connector;
    this.run = run;
    this.kept = kept;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public Finding mayApply(Connection connection) throws SQLException {
    return Finding.of(planned.ownedByNobodyWithTheLastWord(connection, ownRoles));
  }

  @Override
  public KeptChange kept() {
    return kept;
  }

  /** The state holds it, on disk before anything is touched. */
  @Override
  public Finding originalKept() {
    return Finding.of(
        Verdict.pass("way back of " + kept.subject(), "the former values", "known"),
        Evidence.of("values that it is run with to go back", kept.values()));
  }

  @Override
  public Finding apply() {
    HostCommand.Result result = run.with(planned.byName(), List.of());
    boolean reloaded = reloaded();
    return Finding.of(
        Verdict.pass(
            "command that applies the settings",
            "ended with %d, %s; the server is asked next"
                .formatted(result.exitCode(), reloaded ? "reloaded" : "not seen to reload"),
            "runs to its end"),
        Evidence.of("values for the command", planned.shown()),
        Evidence.of(
            "what the command said",
            result.succeeded()
                ? KeptOutput.length(result.output())
                : KeptOutput.of(result.output())));
  }

  /** Not every account may; then it is for the command. */
  private boolean reloaded() {
    try {
      return new Reload(connector).seen();
    } catch (SQLException e) {
      return false;
    }
  }

  /** {@inheritDoc} Within the time that a start may take. */
  @Override
  public Finding accepted(Connection connection) throws SQLException {
    return planned.taken(
        connector,
        patience,
        clock,
        "run %s by hand and read what it says".formatted(kept.subject()));
  }
}
