package dev.redline.change;

import dev.redline.plan.TargetOptions;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerStartException;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A restart of the server that a stage changes, by whom gates/target.yaml says. */
public record Restart(PhaseContext context) {

  private static final String SUBJECT = "restart";

  /** Whether the harness restarts this server itself. */
  public boolean isOurs() {
    return context.control().process().mayRestart();
  }

  /**
   * Stops and starts the server, whose sessions end.
   *
   * @return passed if it then accepts connections
   * @throws dev.redline.postgres.ServerControlException if it does not even stop
   */
  public Verdict verdict() {
    TargetOptions options = context.plan().target();
    ServerProcess process = context.control().process();
    String required =
        "accepts connections within %d s".formatted(options.startPatience().toSeconds());
    Checkpoint.Taken checkpoint = new Checkpoint(context.connector()).taken();
    long start = System.nanoTime();
    try {
      checkpoint.restart(process, options);
    } catch (ServerStartException e) {
      return Verdict.fail(
          SUBJECT,
          String.valueOf(e.getMessage()),
          required,
          "lower the values in gates/stages, or scale them: -Dscale=memory");
    }
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    return Verdict.pass(SUBJECT, "after %d ms, %s".formatted(millis, checkpoint.words()), required);
  }

  /**
   * Has the configuration read again; what waits for a restart waits for its owner's.
   *
   * @param phase that goes on after it
   * @param names of the settings of the change
   */
  public Verdict reloaded(String phase, List<String> names) throws SQLException {
    new Reload(context.connector()).seen();
    SettingsSnapshot now = UnchangedCheck.settings(context);
    List<String> waiting = waiting(now).stream().filter(names::contains).toList();
    String required = "none that waits for one: the server was reloaded";
    return waiting.isEmpty()
        ? Verdict.pass("settings that wait for a restart", "none", required)
        : Verdict.paused(
            "settings that wait for a restart",
            String.join(", ", waiting),
            required,
            "restart the server when it is planned, then: mvn verify -Dgroups=" + phase);
  }

  /** Names of settings whose value in the files is another one than the server runs with. */
  static List<String> waiting(SettingsSnapshot now) {
    return now.settings().values().stream()
        .filter(dev.redline.postgres.Setting::pendingRestart)
        .map(dev.redline.postgres.Setting::name)
        .toList();
  }
}
