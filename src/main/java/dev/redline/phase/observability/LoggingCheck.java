package dev.redline.phase.observability;

import dev.redline.verdict.Verdict;
import java.time.Duration;

/** Holds a slow statement against what the log says of it. */
final class LoggingCheck {

  private final Duration time;

  /**
   * @param time how long the statement runs
   */
  LoggingCheck(Duration time) {
    this.time = time;
  }

  /** Where the log cannot be read, only the setting is judged, and the verdict says so. */
  Verdict judge(SlowStatement statement) {
    String subject =
        "lines in the server's log about a statement of %d ms".formatted(time.toMillis());
    String required = "at least 1";
    String setting = "log_min_duration_statement %d ms".formatted(statement.threshold());
    if (statement.inLog().isPresent()) {
      int lines = statement.inLog().get().size();
      return lines > 0
          ? Verdict.pass(subject, "%d (%s)".formatted(lines, setting), required)
          : Verdict.fail(
              subject,
              "none (%s)".formatted(setting),
              required,
              "look for a role or database that sets log_min_duration_statement");
    }
    String observed = "%s; the log itself was not read: %s".formatted(setting, statement.reason());
    boolean logs = statement.logs(time);
    return logs
        ? Verdict.pass(subject, observed, "a threshold below it, where the log cannot be read")
        : Verdict.fail(
            subject,
            observed,
            "a threshold below it, where the log cannot be read",
            "look for a role or database that sets log_min_duration_statement");
  }
}
