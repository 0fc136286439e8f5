package dev.redline.change;

import dev.redline.state.PhaseState;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether what a phase builds on has passed on this very server. */
public final class Prerequisites {

  private Prerequisites() {}

  /**
   * Judges by what the server itself says of each needed phase, whichever clone has run it, and by
   * what is in force there; where the server says nothing, by how its last run ended here, and
   * whether what that run brought into force still is.
   *
   * @param phase its tag
   * @param waived phases that did not pass, and may be built upon because a person says so
   */
  public static Verdict of(PhaseContext context, String phase, Set<String> waived) {
    List<String> needs = context.plan().needs(phase);
    Optional<CommittedSettings> committed =
        needs.isEmpty()
            ? Optional.empty()
            : context.marks().map(each -> CommittedSettings.read(context, each.all()));
    List<String> missing =
        needs.stream()
            .filter(need -> !waived.contains(need))
            .flatMap(need -> obstacle(context, committed, need).stream())
            .toList();
    String subject = "phases that %s needs on this server".formatted(phase);
    String required =
        needs.isEmpty() ? "none" : String.join(", ", needs) + " passed when they ran last";
    if (missing.isEmpty()) {
      return Verdict.pass(subject, needs.isEmpty() ? "none" : "passed or waived", required);
    }
    return Verdict.inconclusive(
        subject,
        String.join(", ", missing),
        required,
        "mvn verify -Dgroups='%s'"
            .formatted(
                missing.stream()
                    .map(text -> text.substring(0, text.indexOf(' ')))
                    .collect(Collectors.joining(" | "))));
  }

  private static Optional<String> obstacle(
      PhaseContext context, Optional<CommittedSettings> committed, String need) {
    Optional<String> lost = committed.flatMap(each -> each.lost(need));
    if (lost.isPresent()) {
      return lost.map(settings -> need + " committed, but " + settings);
    }
    PhaseState here = context.store().state().phase(need);
    boolean there = committed.filter(each -> each.has(need)).isPresent();
    return there || here == PhaseState.PASSED
        ? Optional.empty()
        : Optional.of(need + " is " + here);
  }
}
