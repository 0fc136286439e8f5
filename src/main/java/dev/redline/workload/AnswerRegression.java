package dev.redline.workload;

import dev.redline.plan.Plan;
import dev.redline.rag.baseline.AnswerComparison;
import dev.redline.rag.baseline.BlameFigures;
import dev.redline.rag.baseline.Measured;
import dev.redline.rag.baseline.Reference;
import dev.redline.rag.baseline.Rejudging;
import dev.redline.rag.baseline.ServerFingerprint;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.judge.RunJudge;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether answers got worse, even where they stay above the red lines: than on the unchanged server
 * in the same run, and than what was accepted earlier.
 */
public final class AnswerRegression {

  private final AnswerCheck check;
  private final AnswerComparison comparison;
  private final AcceptedBaseline accepted;
  private final RunJudge judge;

  /**
   * @param judge asked again where a score fell, to tell whether it agrees with itself
   */
  public AnswerRegression(Plan plan, AcceptedBaseline accepted, RunJudge judge) {
    this.check = new AnswerCheck(plan);
    this.comparison = new AnswerComparison(plan.baseline());
    this.accepted = accepted;
    this.judge = judge;
  }

  /**
   * For a stage: compares with the unchanged server, and with the accepted baseline if there is
   * one. With {@code -Daccept=baseline} the latter is replaced, if the former stands in no way.
   *
   * @param before on the unchanged server, in this run
   */
  public Finding sinceTheChange(AnswersOnServer before, AnswersOnServer after) {
    Optional<Finding> incomplete =
        incomplete(before.evaluation()).or(() -> incomplete(after.evaluation()));
    if (incomplete.isPresent()) {
      return incomplete.get();
    }
    Measured was = Measured.of(before.evaluation(), before.server());
    Measured now = Measured.of(after.evaluation(), after.server());
    BlameFigures figures =
        new BlameFigures(
            BlameFigures.recall(was, before.exactPassages()),
            BlameFigures.recall(now, after.exactPassages()),
            Optional.empty());
    Rejudging again = new ModelRejudging(after.evaluation(), judge);
    Finding sinceChange = comparison.judge(unchanged(was), now, figures, again);
    return sinceChange.passed()
        ? sinceChange.and(sinceAcceptance(now, again, notNeeded()))
        : sinceChange;
  }

  /**
   * For answers without a change to compare them with: compares with the accepted baseline if there
   * is one, or accepts them as such.
   *
   * @param server null if no server was asked
   */
  public Finding sinceAcceptance(EvaluationResult now, @Nullable ServerFingerprint server) {
    return incomplete(now)
        .orElseGet(
            () -> {
              Measured measured = Measured.of(now, server);
              return sinceAcceptance(measured, new ModelRejudging(now, judge), missing(measured));
            });
  }

  /**
   * For two files of answers to the same questions: compares them question by question, whatever
   * else their pipelines differ in.
   *
   * @param name of the answers before, in a sentence
   */
  public Finding sinceBase(String name, EvaluationResult base, EvaluationResult head) {
    return incomplete(base)
        .or(() -> incomplete(head))
        .orElseGet(
            () -> {
              Measured now = Measured.of(head, null);
              Reference before =
                  new Reference(
                      name,
                      Measured.of(base, null).describedAs(now),
                      "read in the report where it fell, and which part of the pipeline differs",
                      "give two files with answers to the same questions, labelled by the same, or"
                          + " both without labels");
              return comparison.judge(
                  before, now, BlameFigures.NONE, new ModelRejudging(head, judge));
            });
  }

  /**
   * For a server that nobody changes: compares with the accepted baseline if there is one, or
   * replaces it with {@code -Daccept=baseline}.
   */
  public Finding asItIs(AnswersOnServer now) {
    return incomplete(now.evaluation())
        .orElseGet(
            () ->
                sinceAcceptance(
                    Measured.of(now.evaluation(), now.server()),
                    new ModelRejudging(now.evaluation(), judge),
                    onlyRedLines()));
  }

  /** Whether what is compared is to become the baseline. */
  public boolean accepts() {
    return accepted.toBeAccepted();
  }

  private Finding sinceAcceptance(Measured now, Rejudging again, Verdict withoutBaseline) {
    if (accepted.toBeAccepted()) {
      return accepted.accept(now);
    }
    return accepted
        .reference(now)
        .map(reference -> comparison.judge(reference, now, BlameFigures.NONE, again))
        .orElseGet(() -> Finding.of(withoutBaseline));
  }

  private Optional<Finding> incomplete(EvaluationResult evaluation) {
    Verdict complete = check.complete(evaluation);
    return complete.passed() ? Optional.empty() : Optional.of(Finding.of(complete));
  }

  private static Reference unchanged(Measured before) {
    return new Reference(
        "the unchanged server",
        before,
        "read in the report where it fell, and leave out the setting that costs it; whoever answers"
            + " for the answers decides");
  }

  private static Verdict notNeeded() {
    return none("compared with the unchanged server");
  }

  private static Verdict onlyRedLines() {
    return none("the red lines alone count");
  }

  private static Verdict none(String instead) {
    return Verdict.pass(
        "accepted baseline",
        "none; " + instead,
        "compared with, if one was accepted by " + AcceptedBaseline.COMMAND);
  }

  private Verdict missing(Measured now) {
    return none(
        "the red lines alone count; no later run can say that answers got worse until one is"
            + " accepted, to %s by adding %s"
                .formatted(accepted.file(now), AcceptedBaseline.COMMAND));
  }
}
