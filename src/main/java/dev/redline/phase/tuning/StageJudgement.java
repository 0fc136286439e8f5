package dev.redline.phase.tuning;

import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.plan.Phase;
import dev.redline.search.WorkloadException;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a stage does to answers and searches: measured before the change and after it, and judged as
 * {@link PhaseChange#measured} says.
 */
public final class StageJudgement {

  private final PhaseContext context;
  private final Phase phase;
  private final PhaseChange change;
  private final TuningStage stage;
  private final @Nullable StageMeasurements measurements;

  /** Nothing is measured yet. */
  public StageJudgement(PhaseContext context, Phase phase, PhaseChange change, TuningStage stage) {
    this.context = context;
    this.phase = phase;
    this.change = change;
    this.stage = stage;
    this.measurements =
        context
            .workload()
            .map(
                load ->
                    new StageMeasurements(
                        context,
                        load,
                        new KeptMeasurements(
                            context.keep(), phase.tag(), change.progress(), context.clock()),
                        stage::restart))
            .orElse(null);
  }

  /** One look at searches or the server. */
  @FunctionalInterface
  public interface StageMeasurement {
    /** Measures and judges. */
    Finding of(StageMeasurements measurements) throws Exception;
  }

  /** What one of the measurements finds. */
  public Finding measured(StageMeasurement what) throws Exception {
    return change.measured(() -> what.of(measurements()));
  }

  /** One look at answers. */
  @FunctionalInterface
  public interface AnswerMeasurement {
    /** Asks and judges. */
    Finding of(StageAnswers answers) throws Exception;
  }

  /** What one of the measurements of answers finds. */
  public Finding answers(AnswerMeasurement what) throws Exception {
    return measured(measurements -> what.of(measurements.answers()));
  }

  private StageMeasurements measurements() {
    if (measurements == null) {
      throw new WorkloadException(
          "There is nothing to measure this server with: gates/workload.yaml is not there. To have it"
              + " proposed: mvn verify -Dgroups=discovery -Daccept=workload");
    }
    return measurements;
  }

  /**
   * Those who answer the plan's questions can be asked: what a person is asked about must be
   * something that can be measured.
   */
  public Finding answerer() throws Exception {
    Optional<Finding> left = stage.leftAlone("who answers");
    return change.measured(() -> left.isPresent() ? left.get() : measurements().answers().usable());
  }

  /**
   * Who judges the answers can be trusted. If the server is to be changed, the judge must be there,
   * too: a change that cannot be judged is not begun.
   */
  public Finding judgeOfAnswers() throws Exception {
    return answers(
        stage.leftAlone("judge").isPresent() ? StageAnswers::judge : StageAnswers::judgeAvailable);
  }

  /** The unchanged server is measured; a member of a fleet beside a sibling, too. */
  public Finding before() throws Exception {
    Finding measured = measured(StageMeasurements::before);
    Optional<SiblingPairs> pairs = siblings().filter(any -> stage.leftAlone("sibling").isEmpty());
    if (pairs.isEmpty() || !measured.passed()) {
      return measured;
    }
    Finding leader = stage.failovers().map(watch -> Finding.of(watch.before())).orElse(measured);
    return measured.and(leader).and(change.measured(pairs.get()::before));
  }

  private Optional<SiblingPairs> siblings() {
    return context
        .member()
        .map(
            member ->
                new SiblingPairs(
                    context, member, phase.tag(), change.progress().hasPendingChange()));
  }

  /**
   * Searches are not slower than before the change: in pairs against a twin that was not changed,
   * or else one after the other. A server that is left alone is not compared with itself.
   */
  public Finding slowdown(Rehearsal rehearsal) throws Exception {
    Optional<Finding> alone = stage.leftAlone("slow-down");
    if (alone.isPresent()) {
      return alone.get();
    }
    Optional<SiblingPairs> siblings = siblings();
    if (siblings.isPresent()) {
      return change.measured(() -> measurements().decided(siblings.get().after()));
    }
    return rehearsal.canConfirm()
        ? measured(measurements -> measurements.decided(rehearsal.confirmed()))
        : measured(StageMeasurements::slowdown);
  }

  /**
   * Answers are not worse than before; where they are, a person decides whether that is accepted.
   */
  public Finding regression() throws Exception {
    return answers(answers -> decided(answers.regression()));
  }

  private Finding decided(Finding regression) {
    boolean undecided =
        !regression.passed()
            && regression.obstacles().stream().allMatch(v -> v.status() == Status.PAUSED);
    if (!undecided) {
      return regression;
    }
    Verdict decision = change.decisions().regression(phase.tag(), change.hash());
    change.progress().about(change.hash(), context.approvals().account());
    return decision.passed()
        ? new Finding(List.of(decision), regression.evidence())
        : regression.and(Finding.of(decision));
  }

  /** The evidence that a later stage asks for is on record. */
  public Finding evidenceForLater() throws Exception {
    return measured(
        measurements -> new StageEvidence(phase, context).keep(measurements.cacheHits()));
  }
}
