package dev.redline.phase.answers;

import dev.redline.plan.Plan;
import dev.redline.rag.evaluation.EvaluationFile;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.evaluation.Judging;
import dev.redline.rag.evaluation.OtherAnswers;
import dev.redline.rag.evaluation.OtherScores;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.judge.JudgeEstimate;
import dev.redline.rag.judge.JudgingForecast;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.Scores;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.WritesItself;
import dev.redline.workload.AcceptedBaseline;
import dev.redline.workload.AcceptedFloors;
import dev.redline.workload.AnswerRegression;
import dev.redline.workload.OtherAnswersCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers in a file, whoever gave them, held against red lines and baseline. No server takes part.
 */
public final class EvaluationRun {

  private final Optional<GivenFile> input;
  private final RunJudge judge;
  private final Clock clock;
  private final Optional<JudgeBridge> bridge;
  private final EvaluationRedLines redLines;
  private final AnswerRegression regression;
  private @Nullable GivenAnswers answers;
  private @Nullable GivenAnswers before;
  private @Nullable EvaluationResult evaluation;
  private @Nullable EvaluationResult base;
  private @Nullable OtherScores others;
  private boolean forecast;

  /**
   * @param input empty if none was given
   * @param judge asked for only if the file holds no labels
   * @param bridge to the judge that is replaced, if one is
   * @param floors made of these answers, if that is asked for
   * @param labels folder with what people said about answers; need not exist
   */
  public EvaluationRun(
      Plan plan,
      Optional<GivenFile> input,
      RunJudge judge,
      Optional<JudgeBridge> bridge,
      AcceptedBaseline accepted,
      AcceptedFloors floors,
      Path labels,
      Clock clock) {
    this.input = input;
    this.judge = judge;
    this.clock = clock;
    this.bridge = bridge;
    this.redLines = new EvaluationRedLines(plan, labels, floors, bridge, accepted);
    this.regression = new AnswerRegression(plan, accepted, judge);
  }

  /** The file is there and is what RAGChecker writes. */
  public Finding input() {
    if (input.isEmpty()) {
      return Finding.of(
          Verdict.inconclusive(
              GivenFile.SUBJECT,
              "no -Deval.input",
              GivenFile.REQUIRED,
              "add -Deval.input=checking_inputs.json"));
    }
    try {
      List<Verdict> read = new ArrayList<>(List.of(file().held(answers())));
      file().before().ifPresent(before -> read.add(before.held(answersBefore(before))));
      return Finding.of(read);
    } catch (RagFileException e) {
      return unusable(e);
    }
  }

  /** Who judges agrees with people as the plan asks. Labels in the file stand for themselves. */
  public Finding judge() {
    return answers().labelled()
        ? Finding.of(
            Verdict.pass(
                "judge of the answers",
                "none is asked: the file holds labels",
                "one to be trusted"))
        : bridge.map(old -> judge.trusted().and(old.trusted())).orElseGet(judge::trusted);
  }

  /**
   * Every answer is judged, within the time that the plan allows.
   *
   * @throws dev.redline.rag.JudgeUnavailableException if the judge cannot be asked
   */
  public Finding evaluation() {
    return referenced(
        () -> {
          EvaluationResult result = result();
          return Finding.of(
                  redLines.check().evaluation(result),
                  Evidence.kept(
                      "evaluation",
                      "baseline_evaluations/" + EvaluationFile.name(result),
                      (WritesItself) file -> EvaluationFile.write(file, result)))
              .with(retrieval())
              .with(redLines.toLabel(result))
              .with(answers().labelled() ? List.of() : List.of(judge.cost()));
        });
  }

  /** Precision is above its red line. */
  public Finding precision() {
    return redLine(Metric.PRECISION, Scores::precision);
  }

  /** Recall is above its red line. */
  public Finding recall() {
    return redLine(Metric.RECALL, Scores::recall);
  }

  /** F1 is above its red line. */
  public Finding f1() {
    return redLine(Metric.F1, Scores::f1);
  }

  /** Retrieval needs no judge, where the file names gold passages. */
  private List<Evidence> retrieval() {
    return answers()
        .pipeline()
        .retrieval()
        .map(score -> List.of(Evidence.of("retrieval, without a judge", score)))
        .orElse(List.of());
  }

  /**
   * The answers are not worse than those before the change, where a file of them is given; else
   * than the accepted baseline, or are accepted as such.
   */
  public Finding regression() {
    return referenced(() -> file().before().map(this::sinceBoth).orElseGet(this::sinceAcceptance));
  }

  /** What is to be accepted, or to be judged by two, is so where answers did not get worse. */
  private Finding sinceBoth(GivenFile before) {
    Finding sinceBase = sinceBase(before);
    return sinceBase.passed() && (regression.accepts() || bridge.isPresent())
        ? sinceBase.and(sinceAcceptance())
        : sinceBase;
  }

  /** Where a judge is replaced, nothing is accepted for the new one unless the old one agrees. */
  private Finding sinceAcceptance() {
    Optional<Finding> byOld = bridge.map(old -> old.across(answers(), result()));
    if (byOld.isPresent() && !byOld.get().passed()) {
      return byOld.get();
    }
    Finding byNew = regression.sinceAcceptance(result(), null);
    return byOld.map(finding -> finding.and(byNew)).orElse(byNew);
  }

  private Finding sinceBase(GivenFile file) {
    GivenAnswers before = answersBefore(file);
    EvaluationResult now = result();
    if (base == null) {
      base = judged(before, "Answers before");
    }
    EvaluationResult was = base;
    return regression
        .sinceBase("the answers in " + file.path(), was, now)
        .with(
            List.of(
                Evidence.of(
                    "what differs between the two pipelines",
                    before.pipeline().differences(answers().pipeline())),
                Evidence.of(
                    "retrieval before and now",
                    List.of(before.pipeline().retrieval(), answers().pipeline().retrieval())),
                Evidence.kept(
                    "evaluation of the answers before",
                    "baseline_evaluations/before_" + EvaluationFile.name(was),
                    (WritesItself) target -> EvaluationFile.write(target, was))));
  }

  /** Every other metric that has a red line is within it. */
  public Finding otherRedLines() {
    Finding metrics = referenced(() -> Finding.of(redLines.check().otherRedLines(result())));
    return metrics.passed() && answers().others().size() > 0
        ? ifTrusted(() -> metrics.and(ofOthers()))
        : metrics;
  }

  /** Answers that RAGChecker's metrics say nothing about. */
  private Finding ofOthers() {
    OtherScores scores = otherScores();
    String name = judge.service().judge().id().name();
    return Finding.of(
        new OtherAnswersCheck(redLines.inForce(), name).judge(scores),
        Evidence.of("answers without a reference, and unanswerable questions", scores));
  }

  private OtherScores otherScores() {
    if (others == null) {
      OtherAnswers given = answers().others();
      List<OtherScores> rounds = new ArrayList<>();
      forecast();
      rounds.add(given.judged(judge.service().begin("Without a reference", given.size())));
      judge
          .ofEveryRound()
          .skip(1)
          .forEach(again -> rounds.add(given.judged(Judging.oneByOne(again))));
      others = OtherScores.mean(rounds);
    }
    return others;
  }

  /** What takes a reference says nothing where no answer has one. */
  private Finding referenced(Supplier<Finding> finding) {
    return ifTrusted(
        () ->
            answers().results().size() == 0
                ? Finding.of(
                    Verdict.pass(
                        "answers with a reference", "none in the file", "judged, where there are"))
                : finding.get());
  }

  private Finding redLine(Metric metric, ToDoubleFunction<Scores> score) {
    return referenced(() -> redLines.judge(metric, score, answers(), result()));
  }

  /** Nothing is said by a judge that is not to be trusted, whichever gates were selected. */
  private Finding ifTrusted(Supplier<Finding> finding) {
    try {
      Finding trusted = judge();
      return trusted.passed() ? finding.get() : trusted;
    } catch (RagFileException e) {
      return unusable(e);
    }
  }

  private static Finding unusable(RagFileException e) {
    return Finding.of(
        Verdict.inconclusive(
            GivenFile.SUBJECT,
            String.valueOf(e.getMessage()),
            GivenFile.REQUIRED,
            "mend the file"));
  }

  private EvaluationResult result() {
    if (evaluation == null) {
      evaluation = judged(answers(), "Answers");
    }
    return evaluation;
  }

  private EvaluationResult judged(GivenAnswers given, String task) {
    forecast();
    EvaluationResult first = given.evaluate(cases -> judge.service().begin(task, cases), clock);
    return given.labelled() ? first : judge.repeated(first, Optional.empty());
  }

  /** All that any judge will be asked about is known before the first is asked anything. */
  private void forecast() {
    if (forecast) {
      return;
    }
    Optional<GivenAnswers> base = file().before().map(this::answersBefore);
    if (!answers().labelled() || base.filter(each -> !each.labelled()).isPresent()) {
      JudgeEstimate own = judge.estimate(answers());
      JudgingForecast all =
          new JudgingForecast()
              .with(
                  judge,
                  base.map(each -> own.plus(judge.estimate(each.passagesToJudge()))).orElse(own));
      bridge.ifPresent(old -> old.forecast(all, answers()));
      all.announce();
      bridge.ifPresent(JudgeBridge::preflight);
    }
    forecast = true;
  }

  private GivenAnswers answers() {
    if (answers == null) {
      answers = file().read();
    }
    return answers;
  }

  private GivenAnswers answersBefore(GivenFile file) {
    if (before == null) {
      before = file.read();
    }
    return before;
  }

  private GivenFile file() {
    return input.orElseThrow(
        () -> new IllegalStateException("Which answers? Add -Deval.input=checking_inputs.json."));
  }
}
