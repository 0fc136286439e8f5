package dev.redline.phase.answers;

import dev.redline.plan.Plan;
import dev.redline.plan.RedLines;
import dev.redline.plan.value.Threshold;
import dev.redline.rag.evaluation.EvaluationFile;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.evaluation.Judging;
import dev.redline.rag.evaluation.LabelledSample;
import dev.redline.rag.evaluation.OtherAnswers;
import dev.redline.rag.evaluation.OtherScores;
import dev.redline.rag.evaluation.PeoplesLabels;
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
import dev.redline.workload.AnswerCheck;
import dev.redline.workload.AnswerRegression;
import dev.redline.workload.Floors;
import dev.redline.workload.OtherAnswersCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  private final Plan plan;
  private final Path labels;
  private final Optional<GivenFile> input;
  private final RunJudge judge;
  private final Clock clock;
  private final AcceptedFloors floors;
  private final Optional<JudgeBridge> bridge;
  private final AcceptedBaseline accepted;
  private final AnswerRegression regression;
  private @Nullable GivenAnswers answers;
  private @Nullable GivenAnswers before;
  private @Nullable EvaluationResult evaluation;
  private @Nullable EvaluationResult base;
  private @Nullable OtherScores others;
  private @Nullable PeoplesScores people;
  private AnswerCheck rules;
  private RedLines redLines;
  private @Nullable Verdict acceptance;
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
    this.plan = plan;
    this.labels = labels;
    this.input = input;
    this.judge = judge;
    this.clock = clock;
    this.floors = floors;
    this.bridge = bridge;
    this.accepted = accepted;
    this.redLines = plan.redLines();
    this.rules = new AnswerCheck(plan);
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
                  rules.evaluation(result),
                  Evidence.kept(
                      "evaluation",
                      "baseline_evaluations/" + EvaluationFile.name(result),
                      (WritesItself) file -> EvaluationFile.write(file, result)))
              .with(retrieval())
              .with(toLabel(result))
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
    Finding metrics = referenced(() -> Finding.of(rules.otherRedLines(result())));
    return metrics.passed() && answers().others().size() > 0
        ? ifTrusted(() -> metrics.and(ofOthers()))
        : metrics;
  }

  /** Answers that RAGChecker's metrics say nothing about. */
  private Finding ofOthers() {
    OtherScores scores = otherScores();
    String name = judge.service().judge().id().name();
    return Finding.of(
        new OtherAnswersCheck(redLines, name).judge(scores),
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
    return referenced(
        () -> {
          EvaluationResult result = result();
          Optional<Verdict> accepted = accepted(result);
          Finding judged = judged(metric, score, result);
          return accepted.map(verdict -> Finding.of(verdict).and(judged)).orElse(judged);
        });
  }

  private Finding judged(Metric metric, ToDoubleFunction<Scores> score, EvaluationResult result) {
    Optional<Verdict> ofPeople =
        result.summary().complete()
            ? line(metric, result)
                .flatMap(line -> people(result).redLine(metric.key(), score, metric, line))
            : Optional.empty();
    Verdict ofJudge = byJudge(metric, result);
    return ofPeople
        .map(v -> Finding.of(v, Evidence.of("what the judge alone says", ofJudge.toString())))
        .orElseGet(() -> Finding.of(ofJudge));
  }

  /** A judge without red lines is told of those that it may be taking the place of. */
  private Verdict byJudge(Metric metric, EvaluationResult result) {
    Verdict verdict = rules.redLine(metric, judgedByRedLines(result));
    String name = result.summary().judge().name();
    List<String> before =
        accepted.judges().stream()
            .filter(judge -> !judge.equals(name) && RunJudge.offered().contains(judge))
            .toList();
    if (redLines.of(name).isPresent()
        || bridge.isPresent()
        || answers().labelled()
        || before.isEmpty()) {
      return verdict;
    }
    String old = before.get(0);
    return Verdict.inconclusive(
        verdict.subject(),
        verdict.observed(),
        verdict.required(),
        "%s; where it takes the place of judge %s, add %s%s: both judge these answers"
            .formatted(verdict.next(), String.join(" or ", before), JudgeBridge.OPTION, old));
  }

  /** A judge that takes another one's place and has no red lines yet leaves them to that one. */
  private EvaluationResult judgedByRedLines(EvaluationResult result) {
    boolean has = redLines.of(result.summary().judge().name()).isPresent();
    return has ? result : bridge.flatMap(old -> old.byReplaced(answers(), result)).orElse(result);
  }

  /** Red lines are made before the first of them is looked at, where that is asked for. */
  private Optional<Verdict> accepted(EvaluationResult result) {
    if (acceptance == null && floors.asked() && result.summary().complete()) {
      acceptance =
          Floors.ofPeople(people(result).sample(), plan.baseline().alpha())
              .map(made -> accept(result.summary().judge().name(), made))
              .orElseGet(() -> tooFewLabels(people(result).sample().people().size()));
    }
    return Optional.ofNullable(acceptance);
  }

  private Verdict accept(String name, Floors made) {
    try {
      AcceptedFloors.Outcome outcome = floors.accept(name, made, redLines);
      redLines = outcome.redLines();
      rules = rules.by(redLines);
      return outcome.verdict();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Verdict tooFewLabels(int labelled) {
    return Verdict.inconclusive(
        "answers that people have labelled",
        Integer.toString(labelled),
        "at least " + Floors.fewestLabels(),
        "label those of metrics/labels/to_label.json from the top; without labels, red lines come"
            + " from repeated runs on an unchanged server: mvn verify -Dgroups=redline "
            + AcceptedFloors.COMMAND);
  }

  private Optional<Threshold<Double>> line(Metric metric, EvaluationResult result) {
    return redLines.of(result.summary().judge().name()).map(lines -> lines.get(metric.key()));
  }

  private PeoplesScores people(EvaluationResult result) {
    if (people == null) {
      people =
          new PeoplesScores(
              LabelledSample.of(result.results(), PeoplesLabels.in(labels)),
              plan.baseline().alpha());
    }
    return people;
  }

  /** Where no server takes part, people can say what the judge cannot: which to ask them about. */
  private List<Evidence> toLabel(EvaluationResult result) {
    return result.summary().complete()
        ? List.of(
            Evidence.kept(
                "answers for people to label, in this order",
                "labels/to_label.json",
                people(result).sample().list()))
        : List.of();
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
