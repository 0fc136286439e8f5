package dev.redline.change;

import dev.redline.approval.Decision;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.function.Function;

/**
 * Refuses a change that cannot be taken back, unless a person has decided about just that one.
 *
 * @param asked the decisions that the phase asks for
 * @param judge whether one of them was taken for the change at hand
 */
record LastingChanges(List<Decision> asked, Function<Decision, Verdict> judge) {

  private static final String SUBJECT = "change that cannot be taken back";

  /** One verdict for each such change; a pass where there is none. */
  List<Verdict> of(List<Change> changes) {
    List<Verdict> verdicts =
        changes.stream()
            .filter(change -> change.takesEffect() == TakesEffect.FOR_GOOD)
            .map(this::decided)
            .toList();
    return verdicts.isEmpty()
        ? List.of(Verdict.pass(SUBJECT, "none", "none, or a decision of its own"))
        : verdicts;
  }

  private Verdict decided(Change change) {
    return asked.stream()
        .filter(decision -> decision.name().equals(change.id()))
        .findFirst()
        .map(judge)
        .orElseGet(() -> unnamed(change));
  }

  private static Verdict unnamed(Change change) {
    return Verdict.fail(
        "%s: %s".formatted(SUBJECT, change.description()),
        "no decision names it",
        "a decision %s of its own".formatted(change.id()),
        "take the change out of the phase, or have the phase ask for the decision " + change.id());
  }
}
