package dev.redline.target;

import dev.redline.plan.Yours;
import dev.redline.postgres.ServerControlException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command that the owner of a server has named.
 *
 * @param environment beside search path, home and locale
 * @param limit how long it may run at most
 */
public record OwnersCommand(Map<String, String> environment, Duration limit) {

  /** With the variables that gates/target.yaml lets through. */
  public static OwnersCommand of(Yours yours, Duration limit) {
    return passing(yours.pass(), limit);
  }

  /** With the variables of these names, where they are set. */
  public static OwnersCommand passing(List<String> names, Duration limit) {
    return new OwnersCommand(CommandEnvironment.named(System.getenv(), names), limit);
  }

  /**
   * Runs it to its end; what it did is to be seen at the server.
   *
   * @throws ServerControlException if it cannot be started or does not end within {@code patience}
   */
  public HostCommand.Result run(Duration patience, List<String> command) {
    try {
      return HostCommand.asOurselves().within(limit).with(environment).run(patience, "", command);
    } catch (TargetException e) {
      throw new ServerControlException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The same with input, for what it prints: what it says as errors is left out.
   *
   * @throws TargetException if it cannot be started or does not end within {@code patience}
   */
  public HostCommand.Result printed(Duration patience, String input, List<String> command) {
    return HostCommand.asOurselves()
        .within(limit)
        .with(environment)
        .printed(patience, input, command);
  }

  /** Without what the environment holds. */
  @Override
  public String toString() {
    return "a command that gets " + environment.keySet();
  }
}
