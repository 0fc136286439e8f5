package dev.redline.change;

import dev.redline.plan.MaintenanceWindow;
import dev.redline.verdict.Verdict;
import java.time.Instant;
import java.util.Optional;

/** Holds the hours that gates/target.yaml gives for a restart against the clock. */
public record RestartWindow(Optional<MaintenanceWindow> window, Instant now) {

  static RestartWindow of(PhaseContext context) {
    return new RestartWindow(
        context.yours().flatMap(yours -> yours.window()), context.clock().instant());
  }

  /** Pauses outside of the hours. */
  public Verdict open(String phase) {
    String subject = "hours for a restart";
    if (window.isEmpty()) {
      return Verdict.pass(subject, "any: gates/target.yaml names none", "within the window");
    }
    String observed = window.get().at(now).toString();
    String required = window.get().toString();
    return window.get().isOpen(now) && !window.get().isTooLate(now)
        ? Verdict.pass(subject, observed, required)
        : Verdict.paused(
            subject, observed, required, "run again then: mvn verify -Dgroups=" + phase);
  }

  /** Fails once it is time to begin going back; empty as long as it is not. */
  Optional<Verdict> tooLate() {
    return window
        .filter(hours -> hours.isTooLate(now))
        .map(
            hours ->
                Verdict.fail(
                    "time to begin going back",
                    hours.at(now).toString(),
                    "proven before: " + hours,
                    "give it more time in gates/target.yaml, or measure less"));
  }
}
