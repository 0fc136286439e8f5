package dev.redline.workload;

import dev.redline.rag.Answered;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.evaluation.Faithfulness;
import dev.redline.verdict.Verdict;
import dev.redline.workload.ScoreSeries.Change;
import dev.redline.workload.answers.Asking;
import dev.redline.workload.answers.PassageComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How faithful answers are to which there is no reference. */
final class FaithfulnessScores {

  private final YourAnswers yours;
  private final PassageComparison compared;
  private final List<Integer> places;
  private final Map<String, Change> changes = new LinkedHashMap<>();

  /**
   * @param places of the cases, possibly none
   */
  FaithfulnessScores(YourAnswers yours, PassageComparison compared, List<Integer> places) {
    this.yours = yours;
    this.compared = compared;
    this.places = places;
  }

  /** How many passages each of the answers has that are to be judged. */
  List<Integer> passages() {
    return Stream.of(compared.second(), compared.after())
        .flatMap(asking -> places.stream().map(place -> asking.passages().get(place).size()))
        .toList();
  }

  /** Each is judged, before and after. */
  Verdict judge() {
    List<String> unjudged = new ArrayList<>();
    for (int place : places) {
      try {
        Change change = new Change(of(compared.second(), place), of(compared.after(), place));
        changes.put(compared.cases().get(place).queryId(), change);
      } catch (UnusableReplyException e) {
        unjudged.add("%s (%s)".formatted(compared.cases().get(place).queryId(), e.getMessage()));
      }
    }
    String subject = "cases without a reference, judged for faithfulness alone";
    String observed = "%d of %d".formatted(changes.size(), places.size());
    return unjudged.isEmpty()
        ? Verdict.pass(subject, observed, "all")
        : Verdict.inconclusive(
            subject, observed, "all", "run again; not judged: " + String.join("; ", unjudged));
  }

  /** The mean of all rounds. */
  private double of(Asking asking, int place) {
    Answered answered = yours.complete(asking, place);
    return yours
        .judge()
        .ofEveryRound()
        .mapToDouble(judge -> Faithfulness.of(answered, judge))
        .average()
        .orElseThrow();
  }

  /** By id. */
  Map<String, Change> changes() {
    return changes;
  }
}
