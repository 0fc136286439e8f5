package dev.redline.phase.fleet;

import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.fleet.FleetControl;
import dev.redline.fleet.FleetView;
import dev.redline.fleet.Member;
import dev.redline.postgres.Connector;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Another member leads, by Patroni's own switchover. How long nobody could write is measured by
 * rows of ours, each of which has to be there afterwards.
 */
record Switchover(PhaseContext context, PhaseChange change, Rollout rollout) {

  /** Rows before the switchover, so that there is something to lose, and after it. */
  private static final int ROWS = 25;

  private static final Duration LOOK = Duration.ofMillis(100);

  /** Does nothing where ours has come about already. */
  Finding done() {
    FleetView view = fleet().view();
    Leadership leadership = leadership();
    if (leadership.handedOver(view)) {
      return Finding.of(
          Verdict.pass(
              "leader of the fleet",
              leadership.successor().orElseThrow() + ", since an earlier run of this change",
              "another member than " + rollout.leader()));
    }
    Optional<Member> successor = successor(view);
    if (successor.isEmpty()) {
      return Finding.of(
          Verdict.fail(
              "member that can lead instead of " + rollout.leader(),
              "none of:\n" + view,
              "the canary; in synchronous mode the synchronous standby",
              "wait until there is a synchronous standby, and run again"));
    }
    return to(successor.get());
  }

  /** Patroni lets none but a synchronous standby lead where there is one. */
  private Optional<Member> successor(FleetView view) {
    return view.synchronous().equals("false")
        ? view.member(rollout.canary())
        : view.replicas().stream()
            .filter(each -> each.role().equals("sync_standby"))
            .filter(each -> rollout.members().contains(each.name()))
            .findFirst();
  }

  private Finding to(Member successor) {
    change.begin(leadership().kept(successor.name()));
    BeatTable table = new BeatTable(context.target().writer());
    table.create();
    WriteGap gap = WriteGap.begin(members());
    String said;
    try (gap) {
      soon(() -> gap.count() >= ROWS);
      said = fleet().switchOver(rollout.leader(), successor.name());
      soon(() -> leadership().handedOver(fleet().view()));
      fleet().inOrder();
      int until = gap.count() + ROWS;
      soon(() -> gap.count() >= until);
    }
    Finding measured =
        leadership().handedOver(fleet().view())
            ? measured(gap, table)
            : Finding.of(failed(said, successor));
    table.drop();
    return measured.and(fleet().inOrder()).with(List.of(figures(successor, said, gap)));
  }

  /** At addresses that are not asked for again: to connect anew takes as long as it takes. */
  private List<Connector> members() {
    return rollout.members().stream()
        .map(name -> fleet().connector(name).endpoint())
        .map(endpoint -> context.connector().to(() -> endpoint))
        .toList();
  }

  private Evidence figures(Member successor, String said, WriteGap gap) {
    return Evidence.of(
        "switchover",
        Map.of(
            "from", rollout.leader(),
            "to", successor.name(),
            "Patroni's answer", said,
            "lag of the successor before it, in bytes",
                successor.lag().map(Object::toString).orElse("unknown"),
            "longest time between two acknowledged rows, in ms", gap.longest().toMillis(),
            "acknowledged rows", gap.count()));
  }

  private Finding measured(WriteGap gap, BeatTable table) {
    List<Long> numbers = gap.numbers();
    long lost = numbers.size() - table.present(numbers);
    Duration most = fleet().writeGap();
    String subject = "time without writes, by rows of ours, the time to connect anew included";
    String observed = "%d ms".formatted(gap.longest().toMillis());
    String required = "at most %d ms (write_gap in gates/target.yaml)".formatted(most.toMillis());
    String of = "acknowledged rows of ours that the new leader does not have";
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

  private Verdict failed(String said, Member successor) {
    return leadership().judge(fleet().view()).passed()
        ? Verdict.fail(
            "switchover to " + successor.name(),
            "Patroni says \"%s\"".formatted(said),
            "it leads, one timeline later",
            "do as Patroni says, and run again")
        : leadership().judge(fleet().view());
  }

  private boolean soon(BooleanSupplier condition) {
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

  private Leadership leadership() {
    return Leadership.of(rollout, change.progress().pending());
  }

  private FleetControl fleet() {
    return context.member().orElseThrow().fleet();
  }
}
