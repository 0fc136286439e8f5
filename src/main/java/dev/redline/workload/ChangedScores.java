package dev.redline.workload;

import dev.redline.rag.Case;
import dev.redline.rag.baseline.AnswerComparison;
import dev.redline.rag.baseline.ScoreMoves;
import dev.redline.rag.judge.JudgeEstimate;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.ScoreSeries.Change;
import dev.redline.workload.answers.PassageComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a judge says of the cases whose passages changed. */
final class ChangedScores {

  private static final List<Metric> SCORES = List.of(Metric.PRECISION, Metric.RECALL, Metric.F1);

  private final YourAnswers yours;
  private final PassageComparison compared;
  private final ReferencedScores referenced;
  private final FaithfulnessScores faithful;

  ChangedScores(YourAnswers yours, PassageComparison compared) {
    this.yours = yours;
    this.compared = compared;
    this.referenced = new ReferencedScores(yours, compared, changed(true));
    this.faithful = new FaithfulnessScores(yours, compared, changed(false));
  }

  private List<Integer> changed(boolean reference) {
    return compared.changed().stream()
        .filter(place -> compared.cases().get(place).hasReference() == reference)
        .toList();
  }

  /** What judging takes; nothing is sent. */
  JudgeEstimate estimate() {
    return yours
        .judge()
        .estimate(
            Stream.concat(referenced.passages().stream(), faithful.passages().stream()).toList());
  }

  /** All are judged. */
  Finding judge() {
    Finding finding = Finding.of(faithful.judge(), yours.judge().cost());
    for (Finding each : referenced.judge()) {
      finding = finding.and(each);
    }
    return finding;
  }

  /** By how much the scores of each question have changed. */
  List<Evidence> moves() {
    Map<Metric, Map<String, Double>> changes = new LinkedHashMap<>();
    if (!changed(true).isEmpty()) {
      SCORES.forEach(metric -> changes.put(metric, byQuestion(referenced.changes(metric))));
    }
    if (!changed(false).isEmpty()) {
      changes.put(Metric.FAITHFULNESS, byQuestion(faithful.changes()));
    }
    return new ScoreMoves("the unchanged server", compared.cases().size(), changes).picture();
  }

  private static Map<String, Double> byQuestion(Map<String, Change> changes) {
    Map<String, Double> byQuestion = new LinkedHashMap<>();
    changes.forEach((id, change) -> byQuestion.put(id, change.after() - change.before()));
    return byQuestion;
  }

  /** None is worse than before by more than the plan allows. */
  List<Verdict> verdicts() {
    AnswerComparison comparison = new AnswerComparison(yours.plan().baseline());
    List<Verdict> verdicts = new ArrayList<>();
    if (!changed(true).isEmpty()) {
      for (Metric metric : SCORES) {
        verdicts.add(verdict(comparison, metric, true, referenced.changes(metric)));
      }
    }
    if (!changed(false).isEmpty()) {
      verdicts.add(verdict(comparison, Metric.FAITHFULNESS, false, faithful.changes()));
    }
    return verdicts;
  }

  private Verdict verdict(
      AnswerComparison comparison, Metric metric, boolean reference, Map<String, Change> changes) {
    List<String> ids =
        compared.cases().stream()
            .filter(each -> each.hasReference() == reference)
            .map(Case::queryId)
            .toList();
    return ids.size() < yours.plan().baseline().fewestCases()
        ? tooFew(metric, ids.size(), reference)
        : ScoreSeries.of(metric, ids, changes).judge(comparison);
  }

  /** A few that are left over stop nothing, where the others are compared. */
  private Verdict tooFew(Metric metric, int cases, boolean reference) {
    int fewest = yours.plan().baseline().fewestCases();
    String subject = metric.key() + " of changed answers";
    String observed =
        "not compared: %d cases are %s a reference"
            .formatted(cases, reference ? "with" : "without");
    String required = "at least %d cases, or the others to be compared".formatted(fewest);
    return compared.cases().size() - cases >= fewest
        ? Verdict.pass(subject, observed, required)
        : Verdict.inconclusive(
            subject, observed, required, "read the answers that changed, or add such cases");
  }
}
