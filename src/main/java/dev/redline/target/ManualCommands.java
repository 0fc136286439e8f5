package dev.redline.target;

import dev.redline.dsn.Secret;
import dev.redline.postgres.ServerControlException;
import dev.redline.quoting.ShellText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a person does by hand what the harness does: lines for a POSIX shell on the server's host.
 *
 * @param onHost what a command on the server's files begins with; empty where they are on this host
 * @param restart the line that restarts the server
 * @param psql the beginning of a line that runs psql as the account that changes the server
 * @param password of the account; empty where psql gets it by the line itself, or needs none
 */
public record ManualCommands(
    String onHost, String restart, String psql, Optional<Secret> password) {

  /**
   * Puts the content of a file back from its backup, without touching owner and mode, and restarts
   * the server.
   */
  public String restore(String file, String backup) {
    return "%scp %s %s && %s"
        .formatted(onHost, ShellText.word(backup), ShellText.word(file), restart);
  }

  /** Deletes a file and restarts the server. */
  public String delete(String file) {
    return "%srm -f %s && %s".formatted(onHost, ShellText.word(file), restart);
  }

  /** Runs statements, each in a transaction of its own, and restarts the server. */
  public String restore(String database, List<String> statements) {
    return "%s && %s".formatted(sql(database, statements), restart);
  }

  /** Runs the owner's command with a file of this content, and restarts the server. */
  public String restore(List<String> command, String content) {
    return "f=$(mktemp) && printf %%s %s >\"$f\" && %s \"$f\" && %s"
        .formatted(ShellText.word(content), ShellText.line(command), restart);
  }

  /** Runs statements, each in a transaction of its own. */
  public String sql(String database, List<String> statements) {
    return "%s -d %s%s"
        .formatted(
            psql,
            ShellText.word(database),
            statements.stream()
                .map(statement -> " -c " + ShellText.word(statement))
                .collect(Collectors.joining()));
  }

  /**
   * Runs the line as it stands.
   *
   * @return what it printed, without white space around it
   * @throws ServerControlException if it ends with anything but 0, or not within {@code patience}
   */
  public String run(String line, Duration patience) {
    try {
      return password.isEmpty()
          ? output(line, patience, Map.of())
          : withPassword(line, patience, password.get());
    } catch (TargetException e) {
      throw new ServerControlException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String withPassword(String line, Duration patience, Secret password) {
    try {
      Path folder = Files.createTempDirectory("redline-by-hand-");
      try (PassFile file = PassFile.write(folder.resolve("pgpass"), password)) {
        return output(line, patience, file.environment());
      } finally {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new ServerControlException("No temporary folder: " + e.getMessage(), e);
    }
  }

  private static String output(String line, Duration patience, Map<String, String> environment) {
    HostCommand.Result result =
        HostCommand.asOurselves().with(environment).run(patience, "sh", "-c", line);
    if (!result.succeeded()) {
      throw new ServerControlException(
          "%s ended with %d; %s"
              .formatted(line, result.exitCode(), KeptOutput.of(result.output())));
    }
    return result.output().strip();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "by hand: " + restart;
  }
}
