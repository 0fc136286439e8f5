package dev.redline.plan;

import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.time.Duration;

/**
 * How long the harness waits for anything at most, so that nothing hangs.
 *
 * @param connect until an address takes a connection
 * @param login until a server that took it has let the account in
 * @param statement for the end of a statement, on the server's clock
 * @param lock for a lock
 * @param answer longer than {@code statement}, on our clock, until the server counts as gone
 * @param command for the end of a program
 * @param install for installing PostgreSQL where this machine has none
 * @param gate for one gate, its wait for a person excepted: that is none
 * @param phase for all gates of a phase together
 * @param run for all phases together
 * @param putBack for putting a throwaway server back after a signal
 */
public record TimeLimits(
    Duration connect,
    Duration login,
    Duration statement,
    Duration lock,
    Duration answer,
    Duration command,
    Duration install,
    Duration gate,
    Duration phase,
    Duration run,
    Duration putBack) {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  static TimeLimits read(Node node) {
    Section section =
        node.section(
            "connect",
            "login",
            "statement",
            "lock",
            "answer",
            "command",
            "install",
            "gate",
            "phase",
            "run",
            "put_back");
    return new TimeLimits(
        between(section.scalar("connect"), SECOND, HOUR),
        between(section.scalar("login"), SECOND, HOUR),
        between(section.scalar("statement"), SECOND, DAY),
        between(section.scalar("lock"), SECOND, HOUR),
        between(section.scalar("answer"), SECOND, HOUR),
        between(section.scalar("command"), SECOND, HOUR),
        between(section.scalar("install"), SECOND, HOUR),
        between(section.scalar("gate"), SECOND, DAY),
        between(section.scalar("phase"), SECOND, DAY),
        between(section.scalar("run"), SECOND, DAY.multipliedBy(7)),
        between(section.scalar("put_back"), SECOND, HOUR));
  }

  /** Until a session that says nothing counts as gone. */
  public Duration silence() {
    return statement.plus(answer);
  }

  private static Duration between(ScalarNode scalar, Duration least, Duration most) {
    Duration time = scalar.as(TimeSpan::parse);
    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
      throw scalar.wrongType(
          "a time from %ds to %ds".formatted(least.toSeconds(), most.toSeconds()));
    }
    return time;
  }
}
