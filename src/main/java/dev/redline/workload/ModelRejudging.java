package dev.redline.workload;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.Judged;
import dev.redline.rag.baseline.Disagreement;
import dev.redline.rag.baseline.QuestionScore;
import dev.redline.rag.baseline.Rejudging;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.judge.RunJudge;
import java.util.List;
import java.util.Set;

/**
 * Has the answers of an evaluation judged once more. Rules need not be asked; a model is asked
 * about the given questions alone, past its cache, and within what may be spent.
 */
record ModelRejudging(EvaluationResult now, RunJudge judge) implements Rejudging {

  @Override
  public Disagreement of(Set<String> queryIds) {
    JudgeService service = judge.service();
    if (!service.judge().id().equals(now.summary().judge())) {
      return Disagreement.none(
          "Not judged twice: the labels are those of %s, who cannot be asked here."
              .formatted(now.summary().judge()));
    }
    if (service.kind() == JudgeService.Kind.RULES) {
      return Disagreement.none(
          "Judged twice, %s always says the same: disagreement 0 by construction."
              .formatted(now.summary().judge()));
    }
    return judgedAgain(service, queryIds);
  }

  private Disagreement judgedAgain(JudgeService service, Set<String> queryIds) {
    List<Judged> once =
        now.results().stream().filter(j -> queryIds.contains(j.answered().queryId())).toList();
    try {
      List<Judged> again = service.judgeAgain(once, "Judged again");
      return Disagreement.between(scores(once), scores(again));
    } catch (JudgeUnavailableException e) {
      return Disagreement.none("Not judged twice: " + e.getMessage());
    }
  }

  private static List<QuestionScore> scores(List<Judged> judged) {
    return judged.stream().map(QuestionScore::of).toList();
  }
}
