package dev.redline.phase.index;

import dev.redline.verdict.Evidence;
import dev.redline.verdict.TreePair;
import dev.redline.workload.PlanTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index that statements call for, and what came of trying it.
 *
 * @param definition what {@code CREATE INDEX} takes after its name
 * @param statements the evidence, the statement that took most time first; that one was tried
 * @param values that it was tried with, one list a run; taken from the table
 * @param before null if it was not tried
 * @param after null if it was not tried
 * @param bytes size of the index, 0 if it was not built
 * @param write null if it was not tried
 * @param reason for the conclusion, for a person
 */
public record IndexProposal(
    String name,
    String definition,
    List<SeenStatement> statements,
    List<List<String>> values,
    @Nullable ExplainedRuns before,
    @Nullable ExplainedRuns after,
    long bytes,
    @Nullable WriteCost write,
    Conclusion conclusion,
    String reason) {

  /** What came of it. */
  public enum Conclusion {
    /** The statements ran too seldom, or took too little time: nothing was tried. */
    THIN_EVIDENCE,
    /** No values of the table could be had, or somebody held it for too long: nothing is left. */
    NOT_TRIED,
    /** It was built, did not help enough, and was dropped. */
    NOT_WORTH_IT,
    /** It was built, helped, and was dropped: a person may accept it. */
    RECOMMENDED,
    /** It was built, helped, and stays, because a person accepted it. */
    ACCEPTED
  }

  static IndexProposal untried(Candidate candidate, Conclusion conclusion, String reason) {
    return new IndexProposal(
        candidate.name(),
        candidate.definition(candidate.qualifiedTable()),
        candidate.statements(),
        List.of(),
        null,
        null,
        0,
        null,
        conclusion,
        reason);
  }

  /** How the statement ran without the index and with it; nothing if it was not tried. */
  List<Evidence> plans() {
    if (before == null || after == null || before.plans().isEmpty() || after.plans().isEmpty()) {
      return List.of();
    }
    TreePair plans =
        new TreePair(
            "Plan without and with index " + name,
            PlanTree.of(before.plans().get(0)),
            PlanTree.of(after.plans().get(0)));
    return List.of(Evidence.of(plans.title(), plans));
  }

  boolean is(Conclusion wanted) {
    return conclusion == wanted;
  }

  /** One line for a person. */
  @Override
  public String toString() {
    return "%s (%s): %s, %s".formatted(name, definition, conclusion, reason);
  }
}
