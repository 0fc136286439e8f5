package dev.redline.rag.judge;

import dev.redline.plan.JudgeConfig;
import dev.redline.plan.ModelConfig;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.Judged;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.evaluation.AgreementReport;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.evaluation.OtherAnswers;
import dev.redline.rag.evaluation.Repeats;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.metric.QueryMetrics;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The judge of a run: chosen and opened when it is first needed. */
public final class RunJudge implements AutoCloseable {

  private final JudgeChoice choice;
  private final JudgeConfig config;
  private final Path project;
  private @Nullable JudgeService service;
  private @Nullable JudgeService vectors;
  private @Nullable Finding trust;

  /**
   * @param project the folder that the file of labelled pairs is named from
   */
  public RunJudge(JudgeChoice choice, JudgeConfig config, Path project) {
    this.choice = choice;
    this.config = config;
    this.project = project;
  }

  /** One that somebody has opened; it embeds nothing. */
  public static RunJudge of(JudgeService service, JudgeConfig config, Path project) {
    JudgeChoice none = new JudgeChoice(Map.of(), Map.of(), Clock.systemUTC(), line -> {});
    RunJudge judge = new RunJudge(none, config, project);
    judge.service = service;
    return judge;
  }

  /** What the judges that can be named are called. */
  public static List<String> offered() {
    return JudgeChoice.offered();
  }

  /** The judge; nothing has been sent to it before somebody asks it. */
  public synchronized JudgeService service() {
    if (service == null) {
      service = choice.open();
    }
    return service;
  }

  /**
   * The model that embeds passages and questions, within the limits and the budget of the judge if
   * both are of Bedrock. Nothing has been sent to it before somebody asks it.
   *
   * @return empty unless one is configured
   */
  public synchronized Optional<NamedEmbedder> embedder() {
    if (vectors == null && choice.embeds()) {
      vectors = service().embedder().isPresent() ? service() : choice.openForVectors();
      vectors.embedder().ifPresent(choice::tell);
    }
    return vectors == null ? Optional.empty() : vectors.embedder();
  }

  /** A judge of rules agrees with people as the plan asks; what it was held against is evidence. */
  public Finding trusted() {
    if (trust == null) {
      trust =
          service().kind() == JudgeService.Kind.RULES
              ? measured()
              : Finding.of(
                  Verdict.pass(
                      "judge of the answers",
                      id() + ", which is not held against labelled pairs: each would cost",
                      "a model, or rules that agree with people"));
    }
    return trust;
  }

  /** The judge can be asked; if not, a person has to do something. */
  public Finding available() {
    try {
      service().preflight();
      return Finding.of(Verdict.pass("judge of the answers", id(), "one that can be asked"));
    } catch (JudgeUnavailableException e) {
      return Finding.of(unavailable(e));
    }
  }

  /** What a gate says if the judge cannot be asked. */
  public static Verdict unavailable(JudgeUnavailableException e) {
    return Verdict.paused(e.subject(), e.problem(), "one that can be asked", e.action());
  }

  /**
   * The same with its answers judged as often as gates/judge.yaml says: past the cache, which would
   * say the same again. Rules, and labels that somebody else gave, are asked for once.
   *
   * @param earlier what it was made of, if any: its rounds count where answer and labels are equal
   */
  public EvaluationResult repeated(EvaluationResult first, Optional<EvaluationResult> earlier) {
    int rounds = rounds();
    if (rounds == 1 || !first.summary().complete() || !canDisagree(first)) {
      return first;
    }
    Repeats known = earlier.map(was -> was.repeatsOfEqualAnswers(first)).orElse(Repeats.NONE);
    List<Judged> once = first.results().stream().filter(judged -> !known.holds(judged)).toList();
    List<List<Judged>> further = new ArrayList<>();
    while (!once.isEmpty() && further.size() + 1 < rounds) {
      further.add(service().judgeAgain(once, "Judged again"));
    }
    return first.with(known.and(Repeats.of(further)));
  }

  /**
   * The scores of an evaluation as the judge gives them when it is asked anew.
   *
   * @return fewer than there are answers if one could not be judged
   */
  public List<QueryMetrics> scoresAnew(EvaluationResult complete) {
    List<Judged> once = complete.results().stream().toList();
    List<Judged> scored = canDisagree(complete) ? service().judgeAgain(once, "Judged anew") : once;
    return scored.stream().map(judged -> judged.metrics().orElseThrow()).toList();
  }

  private boolean canDisagree(EvaluationResult evaluation) {
    return service().kind() == JudgeService.Kind.MODEL
        && service().judge().id().equals(evaluation.summary().judge());
  }

  /** The judge can be trusted and, if so, asked. */
  public Finding ready() {
    Finding trusted = trusted();
    return trusted.passed() ? trusted.and(available()) : trusted;
  }

  /** How often every answer is judged, as gates/judge.yaml says; once by rules. */
  public int rounds() {
    return service().kind() == JudgeService.Kind.MODEL ? config.model().repeat() : 1;
  }

  /** The judge of every round: those after the first ask past the cache. */
  public Stream<Judge> ofEveryRound() {
    return Stream.concat(
        Stream.of(service().judge()),
        Stream.generate(() -> service().askedAnew()).limit(rounds() - 1L));
  }

  /**
   * What judging answers will take in all rounds; nothing is sent.
   *
   * @param passages of each answer
   */
  public JudgeEstimate estimate(List<Integer> passages) {
    long calls = passages.stream().mapToLong(found -> service().calls(found)).sum();
    return estimate(passages.size(), calls);
  }

  /** The same for what a file holds and is not judged yet, with a reference or without. */
  public JudgeEstimate estimate(GivenAnswers given) {
    OtherAnswers others = given.others();
    long calls = service().kind() == JudgeService.Kind.RULES ? 0 : others.calls();
    return estimate(given.passagesToJudge()).plus(estimate(others.size(), calls));
  }

  private JudgeEstimate estimate(int answers, long calls) {
    ModelConfig.Call call = config.model().call();
    ModelConfig.Call priced =
        new ModelConfig.Call(call.time(), call.usd().or(() -> service().usdOfCall()));
    return JudgeEstimate.of(id(), answers, calls, priced).times(rounds());
  }

  /**
   * Says what judging takes, where a model is asked, and holds it against the budget.
   *
   * @throws JudgeUnavailableException if that is more than may be spent
   */
  public void announce(JudgeEstimate estimate) {
    new JudgingForecast().with(this, estimate).announce();
  }

  void say(String line) {
    choice.say().accept(line);
  }

  /** What judging has cost so far. */
  public Evidence cost() {
    return Evidence.of("what judging has cost so far", service().usage().detail());
  }

  @Override
  public synchronized void close() {
    if (vectors != null && vectors != service) {
      say("Embedder: " + vectors.usage().line());
      vectors.close();
    }
    if (service != null) {
      say("Judge: %s: %s".formatted(id(), service.usage().line()));
      service.close();
    }
  }

  private String id() {
    return service().judge().id().toString();
  }

  private Finding measured() {
    try {
      AgreementReport report =
          AgreementReport.of(service().judge(), project.resolve(config.labelledPairs()));
      return Finding.of(
          verdicts(report),
          Evidence.kept(
              "how far the judge agrees with people",
              "judge_agreement/%s.json".formatted(report.judge()),
              report),
          Evidence.of("labels by the judge and by people", report.heldOut().picture()));
    } catch (RagFileException e) {
      return Finding.of(
          Verdict.inconclusive(
              "labelled pairs",
              String.valueOf(e.getMessage()),
              "pairs with labels",
              "mend the file"));
    }
  }

  private List<Verdict> verdicts(AgreementReport report) {
    int pairs = report.heldOut().pairs();
    String required = "at least " + config.fewestPairs();
    List<Verdict> verdicts = new ArrayList<>();
    String subject = "held-out pairs that judge %s is held against".formatted(report.judge());
    verdicts.add(
        pairs >= config.fewestPairs()
            ? Verdict.pass(subject, Integer.toString(pairs), required)
            : Verdict.inconclusive(
                subject, Integer.toString(pairs), required, "label more pairs, held out"));
    verdicts.add(kappa(report));
    return verdicts;
  }

  /** A judge that people do not agree with proves nothing about the answers, either way. */
  private Verdict kappa(AgreementReport report) {
    Verdict kappa =
        ThresholdCheck.score(
            "kappa of judge %s with people".formatted(report.judge()),
            report.heldOut().kappa(),
            config.kappa(),
            "read in the report which kinds of pairs it gets wrong, mend the judge, or judge with"
                + " -Djudge=bedrock");
    return kappa.passed()
        ? kappa
        : Verdict.inconclusive(kappa.subject(), kappa.observed(), kappa.required(), kappa.next())
            .because(kappa.because());
  }
}
