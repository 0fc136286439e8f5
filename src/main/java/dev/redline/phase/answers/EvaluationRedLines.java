package dev.redline.phase.answers;

import dev.redline.plan.Plan;
import dev.redline.plan.RedLines;
import dev.redline.plan.value.Threshold;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.evaluation.LabelledSample;
import dev.redline.rag.evaluation.PeoplesLabels;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.Scores;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.AcceptedBaseline;
import dev.redline.workload.AcceptedFloors;
import dev.redline.workload.AnswerCheck;
import dev.redline.workload.Floors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The red lines that given answers are held against: of their judge, of people where there are
 * enough labels, of the judge that is replaced, or made of these answers where that is asked for.
 */
final class EvaluationRedLines {

  private final Plan plan;
  private final Path labels;
  private final AcceptedFloors floors;
  private final Optional<JudgeBridge> bridge;
  private final AcceptedBaseline accepted;
  private RedLines redLines;
  private AnswerCheck check;
  private @Nullable PeoplesScores people;
  private @Nullable Verdict acceptance;

  /** Of the plan, until {@code floors} are accepted; the parameters are {@link EvaluationRun}'s. */
  EvaluationRedLines(
      Plan plan,
      Path labels,
      AcceptedFloors floors,
      Optional<JudgeBridge> bridge,
      AcceptedBaseline accepted) {
    this.plan = plan;
    this.labels = labels;
    this.floors = floors;
    this.bridge = bridge;
    this.accepted = accepted;
    this.redLines = plan.redLines();
    this.check = new AnswerCheck(plan);
  }

  /** Those in force now. */
  RedLines inForce() {
    return redLines;
  }

  /** By the red lines in force now. */
  AnswerCheck check() {
    return check;
  }

  /** One metric; red lines are made first, where that is asked for. */
  Finding judge(
      Metric metric,
      ToDoubleFunction<Scores> score,
      GivenAnswers answers,
      EvaluationResult result) {
    Optional<Verdict> made = made(result);
    Finding judged = judged(metric, score, answers, result);
    return made.map(verdict -> Finding.of(verdict).and(judged)).orElse(judged);
  }

  /** Where no server takes part, people can say what the judge cannot: which to ask them about. */
  List<Evidence> toLabel(EvaluationResult result) {
    return result.summary().complete()
        ? List.of(
            Evidence.kept(
                "answers for people to label, in this order",
                "labels/to_label.json",
                people(result).sample().list()))
        : List.of();
  }

  private Finding judged(
      Metric metric,
      ToDoubleFunction<Scores> score,
      GivenAnswers answers,
      EvaluationResult result) {
    Optional<Verdict> ofPeople =
        result.summary().complete()
            ? line(metric, result)
                .flatMap(line -> people(result).redLine(metric.key(), score, metric, line))
            : Optional.empty();
    Verdict ofJudge = byJudge(metric, answers, result);
    return ofPeople
        .map(v -> Finding.of(v, Evidence.of("what the judge alone says", ofJudge.toString())))
        .orElseGet(() -> Finding.of(ofJudge));
  }

  /** A judge without red lines is told of those that it may be taking the place of. */
  private Verdict byJudge(Metric metric, GivenAnswers answers, EvaluationResult result) {
    Verdict verdict = check.redLine(metric, judgedByRedLines(answers, result));
    String name = result.summary().judge().name();
    List<String> before =
        accepted.judges().stream()
            .filter(judge -> !judge.equals(name) && RunJudge.offered().contains(judge))
            .toList();
    if (redLines.of(name).isPresent()
        || bridge.isPresent()
        || answers.labelled()
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
  private EvaluationResult judgedByRedLines(GivenAnswers answers, EvaluationResult result) {
    boolean has = redLines.of(result.summary().judge().name()).isPresent();
    return has ? result : bridge.flatMap(old -> old.byReplaced(answers, result)).orElse(result);
  }

  private Optional<Verdict> made(EvaluationResult result) {
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
      check = check.by(redLines);
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
}
