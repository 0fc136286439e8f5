package dev.redline.workload;

import dev.redline.rag.evaluation.EvaluationFile;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.WritesItself;
import dev.redline.workload.ScoreSeries.Change;
import dev.redline.workload.answers.Asking;
import dev.redline.workload.answers.PassageComparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of answers to which there is a reference, the mean of all rounds of the judge. Where the
 * unchanged server gave two answers, the mean of both counts.
 */
final class ReferencedScores {

  private final YourAnswers yours;
  private final PassageComparison compared;
  private final List<Integer> places;
  private final List<Integer> twice;
  private final Map<Asking, EvaluationResult> evaluations = new LinkedHashMap<>();

  /**
   * @param places of the cases, possibly none
   */
  ReferencedScores(YourAnswers yours, PassageComparison compared, List<Integer> places) {
    this.yours = yours;
    this.compared = compared;
    this.places = places;
    this.twice = places.stream().filter(this::answeredTwice).toList();
  }

  private boolean answeredTwice(int place) {
    return !compared.first().at(place).equals(compared.second().at(place));
  }

  /** How many passages each of the answers has that are to be judged. */
  List<Integer> passages() {
    List<Integer> passages = new ArrayList<>();
    toJudge()
        .forEach(
            (asking, of) -> of.forEach(place -> passages.add(asking.passages().get(place).size())));
    return passages;
  }

  private Map<Asking, List<Integer>> toJudge() {
    Map<Asking, List<Integer>> all = new LinkedHashMap<>();
    all.put(compared.first(), twice);
    all.put(compared.second(), places);
    all.put(compared.after(), places);
    all.values().removeIf(List::isEmpty);
    return all;
  }

  /** Every one is judged, by a judge that keeps the form, within the time of the plan. */
  List<Finding> judge() {
    AnswerCheck check = new AnswerCheck(yours.plan());
    List<Finding> findings = new ArrayList<>();
    toJudge()
        .forEach(
            (asking, of) -> {
              boolean after = asking.equals(compared.after());
              EvaluationResult result =
                  yours.judged(
                      after ? "Changed answers" : "Answers before", yours.complete(asking, of));
              evaluations.put(asking, result);
              List<Verdict> verdicts = check.evaluation(result);
              findings.add(Finding.of(verdicts, kept(after ? "" : "before_", result)));
            });
    return findings;
  }

  private static Evidence kept(String when, EvaluationResult result) {
    return Evidence.kept(
        when.isEmpty() ? "evaluation of changed answers" : "evaluation of those before",
        "baseline_evaluations/" + when + EvaluationFile.name(result),
        (WritesItself) file -> EvaluationFile.write(file, result));
  }

  /** By id; only of a whole evaluation. */
  Map<String, Change> changes(Metric metric) {
    Map<String, Double> first = scores(compared.first(), metric);
    Map<String, Double> second = scores(compared.second(), metric);
    Map<String, Change> changes = new LinkedHashMap<>();
    scores(compared.after(), metric)
        .forEach(
            (id, now) -> {
              double last = second.getOrDefault(id, Double.NaN);
              changes.put(id, new Change((first.getOrDefault(id, last) + last) / 2, now));
            });
    return changes;
  }

  private Map<String, Double> scores(Asking asking, Metric metric) {
    Map<String, Double> scores = new HashMap<>();
    EvaluationResult evaluation = evaluations.get(asking);
    if (evaluation != null) {
      evaluation
          .results()
          .forEach(
              judged ->
                  scores.put(
                      judged.answered().queryId(), evaluation.repeats().mean(metric, judged)));
    }
    return scores;
  }
}
