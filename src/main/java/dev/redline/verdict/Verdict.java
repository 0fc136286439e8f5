package dev.redline.verdict;

import java.util.List;
import java.util.Optional;

/**
 * What evidence says about one promise.
 *
 * @param subject what was judged, such as {@code p95 of vector search at K=16}
 * @param observed what was seen, in the same unit as {@code required}
 * @param required what had to be seen
 * @param because why it is required, if the plan says so
 * @param next what a person does if this is not a pass
 * @param margin how far the observed figure is from the limit, as a share of the limit: above zero
 *     on the allowed side, below it on the other; empty where nothing is held against a limit
 */
public record Verdict(
    Status status,
    String subject,
    String observed,
    String required,
    Optional<String> because,
    String next,
    Optional<Double> margin) {

  /** A verdict about something that is no figure, or about one without a limit. */
  public Verdict(
      Status status,
      String subject,
      String observed,
      String required,
      Optional<String> because,
      String next) {
    this(status, subject, observed, required, because, next, Optional.empty());
  }

  /** The promise holds. */
  public static Verdict pass(String subject, String observed, String required) {
    return new Verdict(Status.PASS, subject, observed, required, Optional.empty(), "go on");
  }

  /** The promise is broken. */
  public static Verdict fail(String subject, String observed, String required, String next) {
    return new Verdict(Status.FAIL, subject, observed, required, Optional.empty(), next);
  }

  /** There is no telling. */
  public static Verdict inconclusive(
      String subject, String observed, String required, String next) {
    return new Verdict(Status.INCONCLUSIVE, subject, observed, required, Optional.empty(), next);
  }

  /** A person has to decide. */
  public static Verdict paused(String subject, String observed, String required, String next) {
    return new Verdict(Status.PAUSED, subject, observed, required, Optional.empty(), next);
  }

  /** Passes if nothing was found, fails and lists what was found otherwise. */
  public static Verdict none(String subject, List<?> found, String required, String next) {
    if (found.isEmpty()) {
      return pass(subject, "none", required);
    }
    String observed = String.join("; ", found.stream().map(Object::toString).toList());
    return fail(subject, observed, required, next);
  }

  /** The same verdict with the reason that the plan gives for what it requires. */
  public Verdict because(Optional<String> reason) {
    return new Verdict(status, subject, observed, required, reason, next, margin);
  }

  /** The same verdict about a figure with a limit; a margin that is no number is left out. */
  public Verdict withMargin(double share) {
    Optional<Double> known = Double.isFinite(share) ? Optional.of(share) : Optional.empty();
    return new Verdict(status, subject, observed, required, because, next, known);
  }

  /**
   * The same with what a person has decided counting for more: shown with the outcome that it would
   * have, and no obstacle. A pass stays as it is.
   */
  public Verdict overruled(String decision) {
    return passed()
        ? this
        : new Verdict(
            Status.PASS,
            subject,
            "%s (a warning, %s by itself: %s)".formatted(observed, status, decision),
            required,
            because,
            next,
            margin);
  }

  /** Whether the plan may go on. */
  public boolean passed() {
    return status == Status.PASS;
  }

  /** One line; for anything but a pass it ends with what to do. */
  @Override
  public String toString() {
    return "%s: %s: observed %s, required %s%s%s"
        .formatted(
            status,
            subject,
            observed,
            required,
            because.map(reason -> " (because " + reason + ")").orElse(""),
            passed() ? "" : ". Next: " + next);
  }
}
