package dev.redline.approval;

import dev.redline.plan.PausePoints;
import dev.redline.secrets.SigningKey;
import dev.redline.state.RunState;
import dev.redline.state.RunState.Approval;
import dev.redline.state.StateStore;
import dev.redline.verdict.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks for a person's decisions about one change, and remembers them. */
public final class Decisions {

  private final PausePoints points;
  private final ApprovalRequest request;
  private final StateStore store;
  private final Clock clock;
  private final SigningKey key;
  private final UsedUp usedUp;
  private final Consumer<Approval> counted;

  /** Tells of changes that were committed already, by their hash. */
  @FunctionalInterface
  public interface UsedUp {

    /** Of a decision that nothing is ever committed by. */
    UsedUp NEVER = change -> Optional.empty();

    /** When the change was committed last: what was approved until then counts no more. */
    Optional<Instant> since(String change);
  }

  /**
   * Decisions as they are kept in {@code store}.
   *
   * @param key signs those that are taken now, and has to have signed those that were taken before
   * @param usedUp asked of the server: a state file may be older than what it says
   * @param counted told of each decision that counts
   */
  public Decisions(
      PausePoints points,
      ApprovalRequest request,
      StateStore store,
      Clock clock,
      SigningKey key,
      UsedUp usedUp,
      Consumer<Approval> counted) {
    this.points = points;
    this.request = request;
    this.store = store;
    this.clock = clock;
    this.key = key;
    this.usedUp = usedUp;
    this.counted = counted;
  }

  /** Answers that got worse without crossing a red line. */
  public Verdict regression(String phase, String change) {
    return judge(phase, Decision.about("regression", "worse answers are accepted"), change);
  }

  /** The commit of a change that is in force and proven. */
  public Verdict commit(String phase, String change) {
    return judge(phase, Decision.STAYS, change);
  }

  /** Passes if the decision was taken for just this change; pauses if it is still open. */
  public Verdict judge(String phase, Decision asked, String change) {
    String decision = asked.name();
    Optional<String> because = asked.because();
    String subject = "decision about %s: %s".formatted(decision, asked.effect());
    String required = "an approval for change " + ChangeHash.shortened(change);
    if (request.declines(decision, change)) {
      return Verdict.fail(subject, "declined", required, "edit gates/ and run again");
    }
    Optional<Approval> approval = given(phase, decision, change);
    if (approval.isPresent()) {
      counted.accept(approval.get());
      String observed =
          "approved%s%s, counts until %s"
              .formatted(
                  approval.map(Approval::by).map(" by "::concat).orElse(""),
                  approval.map(Approval::ticket).map(" under "::concat).orElse(""),
                  approval.get().given().plus(points.validFor()));
      return Verdict.pass(subject, observed, required).because(because);
    }
    return Verdict.paused(
            subject, refusal(phase, decision, change), required, command(phase, decision, change))
        .because(because);
  }

  private Optional<Approval> given(String phase, String decision, String change) {
    Instant now = clock.instant();
    Optional<Approval> earlier =
        store.state().approvals().stream()
            .filter(approval -> approval.decision().equals(decision))
            .filter(approval -> approval.change().equals(change))
            .filter(approval -> counts(approval, now))
            .filter(approval -> !isUsedUp(approval) && !store.isUsedUp(approval))
            .findFirst();
    if (earlier.isEmpty() && isGiven(phase, decision, change) && maySay(phase, change)) {
      Approval approval =
          new Approval(
                  decision,
                  change,
                  now,
                  now.plus(points.validFor()),
                  request.account(),
                  request.ticket().orElse(null),
                  null)
              .signed(key);
      store.change(
          state -> {
            List<Approval> all = new ArrayList<>(state.approvals());
            all.add(approval);
            return state.withApprovals(all);
          });
      return Optional.of(approval);
    }
    return earlier;
  }

  private boolean isGiven(String phase, String decision, String change) {
    return request.approves(decision, change, wasShown(phase, change));
  }

  /** Why what was given does not count; "none" if nothing was given. */
  private String refusal(String phase, String decision, String change) {
    if (!isGiven(phase, decision, change)) {
      return "none";
    }
    return lacksTicket()
        ? "one without a ticket, which gates/approvals.yaml requires: -Dticket=..."
        : "one by %s, who has asked for it or before anybody had: gates/approvals.yaml requires another account than %s"
            .formatted(request.account(), askedBy(phase, change).orElse("the first that asks"));
  }

  private boolean maySay(String phase, String change) {
    boolean another =
        points.by() == PausePoints.By.ANYBODY
            || askedBy(phase, change).filter(asker -> !asker.equals(request.account())).isPresent();
    return another && !lacksTicket();
  }

  private boolean lacksTicket() {
    return points.ticket() == PausePoints.Ticket.REQUIRED && request.ticket().isEmpty();
  }

  private Optional<String> askedBy(String phase, String change) {
    return Optional.ofNullable(store.state().phases().get(phase))
        .filter(record -> change.equals(record.change()))
        .map(RunState.PhaseRecord::askedBy);
  }

  /** A person with the key has given it, and not too long ago by the plan as it is now. */
  private boolean counts(Approval approval, Instant now) {
    return !now.isBefore(approval.given())
        && now.isBefore(approval.given().plus(points.validFor()))
        && approval.isSignedBy(key);
  }

  private boolean isUsedUp(Approval approval) {
    return usedUp
        .since(approval.change())
        .filter(committed -> !approval.given().isAfter(committed))
        .isPresent();
  }

  private boolean wasShown(String phase, String change) {
    RunState.PhaseRecord record = store.state().phases().get(phase);
    return record != null && change.equals(record.change());
  }

  private String command(String phase, String decision, String change) {
    return "to approve just this: mvn verify -Dgroups=%s%s -Dapprove=%s:%s"
            .formatted(
                phase,
                request.forced().contains(phase) ? " -Dforce=" + phase : "",
                decision,
                ChangeHash.shortened(change))
        + (points.ticket() == PausePoints.Ticket.REQUIRED ? " -Dticket=..." : "");
  }
}
