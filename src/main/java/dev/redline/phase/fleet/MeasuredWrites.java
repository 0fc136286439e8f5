package dev.redline.phase.fleet;

import dev.redline.change.PhaseContext;
import dev.redline.fleet.FleetControl;
import dev.redline.postgres.Connector;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Rows of ours while another member begins to lead, or the leader restarts. */
record MeasuredWrites(PhaseContext context, Rollout rollout) {

  /** Rows before it, so that there is something to lose, and after it. */
  private static final int ROWS = 25;

  private static final Duration LOOK = Duration.ofMillis(100);

  /** Begins to write, and returns once there are rows; the table is there. */
  WriteGap begin() {
    WriteGap gap = WriteGap.begin(members());
    soon(() -> gap.count() >= ROWS);
    return gap;
  }

  /** At addresses that are not asked for again: to connect anew takes as long as it takes. */
  private List<Connector> members() {
    FleetControl fleet = context.member().orElseThrow().fleet();
    return rollout.members().stream()
        .map(name -> fleet.connector(name).endpoint())
        .map(endpoint -> context.connector().to(() -> endpoint))
        .toList();
  }

  /** Waits for more rows, afterwards. */
  void goOn(WriteGap gap) {
    int until = gap.count() + ROWS;
    soon(() -> gap.count() >= until);
  }

  /** Nobody waited longer than allowed, and every acknowledged row is there. */
  Finding judged(WriteGap gap, BeatTable table, Duration most) {
    List<Long> numbers = gap.numbers();
    long lost = numbers.size() - table.present(numbers);
    String subject = "time without writes, by rows of ours, the time to connect anew included";
    String observed = "%d ms".formatted(gap.longest().toMillis());
    String required = "at most %d ms (write_gap in gates/target.yaml)".formatted(most.toMillis());
    String of = "acknowledged rows of ours that the leader does not have";
    String rows = "%d of %d".formatted(lost, numbers.size());
    return Finding.of(
        List.of(
            gap.longest().compareTo(most) <= 0
                ? Verdict.pass(subject, observed, required)
                : Verdict.fail(
                    subject, observed, required, "look at Patroni's logs for what took the time"),
            numbers.size() >= 2 * ROWS
                ? Verdict.pass("acknowledged rows of ours", rows, "enough to measure by")
                : Verdict.inconclusive(
                    "acknowledged rows of ours",
                    rows,
                    "%d before and after it each".formatted(ROWS),
                    "find out why the leader takes no rows"),
            lost == 0
                ? Verdict.pass(of, rows, "none")
                : Verdict.fail(
                    of, rows, "none", "what applications wrote in that moment may be gone, too")));
  }

  /** Whether that comes about while a server may start. */
  boolean soon(BooleanSupplier condition) {
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(LOOK)
          .atMost(context.plan().target().startPatience())
          .until(condition::getAsBoolean);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }
}
