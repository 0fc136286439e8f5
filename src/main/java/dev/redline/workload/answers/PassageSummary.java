package dev.redline.workload.answers;

import dev.redline.rag.Case;
import dev.redline.rag.RetrievalMetrics;
import java.util.List;

/**
 * What was found, for the record.
 *
 * @param withoutReference of which no judge can say more than how faithful an answer is
 * @param variedByItself cases with other passages when the unchanged server was asked again
 * @param changed ids of the cases for which passages changed
 * @param gold of the three askings; empty where no case names passages
 */
public record PassageSummary(
    int cases,
    int withoutReference,
    int variedByItself,
    List<String> changed,
    List<RetrievalMetrics> gold) {

  /** Adds up. */
  public static PassageSummary of(PassageComparison compared) {
    List<Case> cases = compared.cases();
    return new PassageSummary(
        cases.size(),
        (int) cases.stream().filter(each -> !each.hasReference()).count(),
        compared.unstable().size(),
        compared.changed().stream().map(place -> cases.get(place).queryId()).toList(),
        compared.withGold().isEmpty() ? List.of() : compared.means());
  }

  /** How much of it needs a judge, in a sentence. */
  public String line() {
    return "passages of %d of %d cases changed; of %d they did on the unchanged server itself"
        .formatted(changed.size(), cases, variedByItself);
  }
}
