package dev.redline.workload;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.AnswersPlan;
import dev.redline.postgres.Connector;
import dev.redline.rag.Answered;
import dev.redline.rag.Case;
import dev.redline.rag.Cases;
import dev.redline.rag.JudgeId;
import dev.redline.rag.evaluation.AnswerProvenance;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.evaluation.JudgedResults;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.judge.JudgeEstimate;
import dev.redline.rag.judge.RunJudge;
import dev.redline.search.WorkloadException;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.answers.Asking;
import dev.redline.workload.answers.Pipeline;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A user's questions, who answers them and who judges the answers. Cases are read when needed. */
public final class YourAnswers {

  private static final String SUBJECT = "answers to the questions of gates/workload.yaml";
  private static final String REQUIRED =
      "cases that can be read, and an answer to the first of them";

  private final AnswersPlan.Asked asked;
  private final Function<Cases, Pipeline> answerer;
  private final RunJudge judge;
  private final Plan plan;
  private final Clock clock;
  private final Consumer<String> say;
  private @Nullable Cases cases;
  private @Nullable Pipeline pipeline;

  /**
   * @param answerer makes the pipeline that is asked
   * @param say told what judging is about to take
   */
  public YourAnswers(
      AnswersPlan.Asked asked,
      Function<Cases, Pipeline> answerer,
      RunJudge judge,
      Plan plan,
      Clock clock,
      Consumer<String> say) {
    this.asked = asked;
    this.answerer = answerer;
    this.judge = judge;
    this.plan = plan;
    this.clock = clock;
    this.say = say;
  }

  /** What the plan asks of them. */
  AnswersPlan.Asked asked() {
    return asked;
  }

  Plan plan() {
    return plan;
  }

  RunJudge judge() {
    return judge;
  }

  /** Cases can be read, and are enough; nobody is asked anything. */
  public Finding readable() {
    try {
      int all = all().size();
      int fewest = plan.baseline().fewestCases();
      return all < fewest
          ? unusable("%d cases, where gates/baseline.yaml asks for %d".formatted(all, fewest))
          : Finding.of(
              Verdict.pass(
                  "cases of gates/workload.yaml",
                  "%d, of which %d have no reference and are judged for faithfulness alone"
                      .formatted(all, all - referenced().size()),
                  "at least " + fewest));
    } catch (WorkloadException e) {
      return unusable(String.valueOf(e.getMessage()));
    }
  }

  /** The first question is answered, too: to be known before a person is asked about anything. */
  public Finding usable(Connector server) throws SQLException {
    Finding readable = readable();
    return readable.passed() ? readable.and(answered(server, all().get(0))) : readable;
  }

  private Finding answered(Connector server, Case first) throws SQLException {
    try {
      int found = pipeline().ask(server, List.of(first)).passages().get(0).size();
      return Finding.of(
          Verdict.pass(
              SUBJECT,
              "%s was answered by %s, with %d passages"
                  .formatted(first.queryId(), pipeline().name(), found),
              REQUIRED));
    } catch (WorkloadException e) {
      return unusable(String.valueOf(e.getMessage()));
    }
  }

  private static Finding unusable(String observed) {
    return Finding.of(
        Verdict.inconclusive(
            SUBJECT, observed, REQUIRED, "mend the file or the command; nothing was changed"));
  }

  /**
   * Asks every question once.
   *
   * @throws WorkloadException if there is not an answer to each
   */
  Asking ask(Connector server) throws SQLException {
    return pipeline().ask(server, cases().cases());
  }

  /** All cases, in the order of the file. */
  List<Case> all() {
    return cases().cases();
  }

  /** The answers themselves, to some of the questions, for a judge. */
  JudgedResults complete(Asking asking, List<Integer> places) {
    return JudgedResults.unjudged(places.stream().map(place -> complete(asking, place)));
  }

  /** The answer itself to one question. */
  Answered complete(Asking asking, int place) {
    return pipeline().complete(asking.at(place));
  }

  /** All questions that have a reference are answered and judged; says before what it takes. */
  EvaluationResult evaluate(Connector server) throws SQLException {
    List<Integer> places = referenced();
    if (places.isEmpty()) {
      throw new WorkloadException(
          asked.cases() + " has no gt_answer at all, and red lines are about these; add some");
    }
    Asking asking = ask(server);
    List<Integer> passages = places.stream().map(at -> asking.passages().get(at).size()).toList();
    announce(judge.estimate(passages));
    return judged("Answers", complete(asking, places));
  }

  private List<Integer> referenced() {
    List<Case> all = all();
    return IntStream.range(0, all.size())
        .filter(place -> all.get(place).hasReference())
        .boxed()
        .toList();
  }

  /** Has answers judged that have a reference, in as many rounds as the plan says. */
  EvaluationResult judged(String task, JudgedResults answers) {
    AnswerProvenance origin =
        new AnswerProvenance(
            JudgeId.UNKNOWN,
            AnswerProvenance.NOT_STATED,
            cases().sha256(),
            plan.redLines().k(),
            pipeline().name());
    EvaluationResult once =
        GivenAnswers.of(answers, origin)
            .evaluate(count -> judge.service().begin(task, count), clock);
    return judge.repeated(once, Optional.empty());
  }

  /**
   * Says what judging takes and holds it against the budget.
   *
   * @throws dev.redline.rag.JudgeUnavailableException if that is more than may be spent
   */
  void announce(JudgeEstimate estimate) {
    say(estimate.toString());
    estimate.requireWithin(judge.service().limit());
  }

  void say(String line) {
    say.accept(line);
  }

  private Cases cases() {
    if (cases == null) {
      try {
        cases = Cases.read(asked.cases());
      } catch (RagFileException e) {
        throw new WorkloadException("answers: " + e.getMessage(), e);
      }
    }
    return cases;
  }

  private Pipeline pipeline() {
    if (pipeline == null) {
      pipeline = answerer.apply(cases());
    }
    return pipeline;
  }
}
