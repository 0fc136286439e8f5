package dev.redline.change;

import dev.redline.approval.Decision;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a phase is about to do, before anything is touched.
 *
 * @param finding nothing stands in the way of it
 * @param lines for a person
 * @param details kept as evidence
 * @param content what it consists of, equal in every run of the same plan: an approval holds for
 *     just that
 * @param decisions those that it takes on a server of somebody's; empty if nothing is to be changed
 */
public record ChangeRequest(
    Finding finding,
    List<String> lines,
    Object details,
    List<String> content,
    List<Decision> decisions) {

  /** Copies the lists. */
  public ChangeRequest {
    lines = List.copyOf(lines);
    content = List.copyOf(content);
    decisions = List.copyOf(decisions);
  }

  /** Nothing that a person could decide about. */
  public static ChangeRequest refused(Finding obstacle) {
    return new ChangeRequest(obstacle, List.of(), List.of(), List.of(), List.of());
  }

  /** The same, and something else that the phase does. */
  public ChangeRequest besides(List<String> more, List<Decision> itsDecisions) {
    return new ChangeRequest(
        finding,
        both(lines, more.stream().map("  besides: "::concat).toList()),
        details,
        both(content, more),
        both(decisions, itsDecisions));
  }

  /** Each change as it describes itself, with one decision for all that bear the same id. */
  static ChangeRequest of(ChangingPhase phase) {
    List<String> content = phase.changes().stream().map(Change::description).toList();
    Map<String, String> effects = new LinkedHashMap<>();
    for (Change change : new LifeCycle(phase).due()) {
      effects.merge(change.id(), change.description(), (one, other) -> one + "; " + other);
    }
    return new ChangeRequest(
        Finding.of(
            Verdict.pass("changes to be made", Integer.toString(content.size()), "each is named")),
        content.stream().map("To be changed: "::concat).toList(),
        content,
        content,
        effects.entrySet().stream().map(e -> Decision.about(e.getKey(), e.getValue())).toList());
  }

  private static <T> List<T> both(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
