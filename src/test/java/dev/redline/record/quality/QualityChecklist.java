package dev.redline.record.quality;

import dev.redline.plan.Plan;
import dev.redline.plan.QualityConfig;
import dev.redline.plan.QualityConfig.RequiredPhase;
import dev.redline.plan.Reviews;
import dev.redline.record.journal.ContentHash;
import dev.redline.record.journal.JournalReading;
import dev.redline.record.quality.RunEvidence.Found;
import dev.redline.record.quality.RunEvidence.Standing;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a change is fit to be relied on, from evidence that is there already: nothing is run,
 * asked or written. What is missing is inconclusive and says how to supply it.
 */
public final class QualityChecklist {

  /** Where people write down what they have reviewed, relative to metrics/. */
  static final String REVIEWS = "reviews.yaml";

  private final Path project;
  private final Path metrics;
  private final QualityConfig rules;
  private final Plan plan;
  private final RunEvidence evidence;
  private final Clock clock;

  /**
   * @param state the state file, which may not be there
   * @throws dev.redline.plan.yaml.PlanException if anything is wrong in gates/
   */
  public QualityChecklist(Path project, Path gates, Path metrics, Path state, Clock clock) {
    this.project = project;
    this.metrics = metrics;
    this.clock = clock;
    this.plan = Plan.load(gates);
    this.rules = QualityConfig.load(gates);
    JournalReading journal = JournalReading.of(metrics, plan.recordFiles());
    RunsOnRecord runs =
        RunsOnRecord.of(journal, ContentHash.ofPlan(gates), clock.instant(), rules.validFor());
    this.evidence = new RunEvidence(metrics, state, plan, runs, journal);
  }

  /** The last build's tests have all passed, on the sources as they are. */
  public Finding testsPassing() {
    return Finding.of(new TestReports(project, rules).passing());
  }

  /** The edge cases that the plan names are among what was tested. */
  public Finding edgeCases() {
    return Finding.of(new TestReports(project, rules).edgeCases());
  }

  /** The README tells of all that there is, and of nothing else. */
  public Finding documentation() {
    return Finding.of(new Documentation(project).complete());
  }

  /** Answers and searches of the server were measured under this plan, and kept its limits. */
  public Finding performance() {
    Found<Standing> standing = evidence.standing();
    return standing
        .thing()
        .map(found -> Finding.of(new Performance(plan, evidence).validated(found.server())))
        .orElseGet(() -> Finding.of(standing.verdict()));
  }

  /** The server was put back under this plan, and proven to be as before. */
  public Finding resilience() {
    Found<Standing> standing = evidence.standing();
    return standing
        .thing()
        .map(found -> Finding.of(new Resilience(evidence.runs(), found).tested(rules.rollback())))
        .orElseGet(() -> Finding.of(standing.verdict()));
  }

  /** No credential lies in the repository, and each role logs in with its own. */
  public Finding security() {
    List<Verdict> verdicts = new ArrayList<>(new Security(evidence, rules).repository());
    Found<Standing> standing = evidence.standing();
    verdicts.add(
        standing.thing().map(found -> passed(rules.roles(), found)).orElse(standing.verdict()));
    return Finding.of(verdicts);
  }

  /** A person has read the content that the plan names, as it is now. */
  public Finding codeReview() {
    Path file = metrics.resolve(REVIEWS);
    Reviews reviews = Reviews.read(file);
    CodeReview review =
        new CodeReview(project, file, LocalDate.ofInstant(clock.instant(), clock.getZone()));
    return Finding.of(rules.reviews().stream().map(what -> review.of(what, reviews)).toList());
  }

  private Verdict passed(RequiredPhase phase, Standing standing) {
    return new PhaseEvidence(evidence.runs(), standing).passed(phase);
  }
}
