package dev.redline.junit;

import dev.redline.phase.answers.EvaluationRun;
import dev.redline.phase.answers.GivenFile;
import dev.redline.phase.answers.JudgeBridge;
import dev.redline.plan.Plan;
import dev.redline.rag.judge.JudgeChoice;
import dev.redline.rag.judge.RunJudge;
import dev.redline.record.AllureEnvironment;
import dev.redline.record.journal.EntryKind;
import dev.redline.workload.AcceptedBaseline;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The answers of a run that needs no server, and the plan for them. */
record RunEvaluation(
    Plan plan,
    Optional<GivenFile> input,
    RunJudge judge,
    EvaluationRun run,
    Optional<JudgeBridge> bridge,
    RunRecorder book) {

  /** Loads the plan; the answers are read when a gate asks for them. */
  static RunEvaluation open(RunConditions conditions, Consumer<String> say) {
    Plan plan = Plan.load(conditions.gates());
    Optional<GivenFile> input = GivenFile.in(conditions.properties(), conditions.project());
    RunJudge judge = judge(conditions, plan, say);
    RunRecorder book = new RunRecorder(conditions, plan);
    AcceptedBaseline accepted = accepted(conditions, book);
    Optional<JudgeBridge> bridge = bridge(conditions, plan, accepted, say);
    book.begun(target(input));
    return new RunEvaluation(
        plan,
        input,
        judge,
        new EvaluationRun(
            plan,
            input,
            judge,
            bridge,
            accepted,
            conditions.floors(),
            conditions.metrics().resolve("labels"),
            conditions.clock()),
        bridge,
        book);
  }

  private static Optional<JudgeBridge> bridge(
      RunConditions conditions, Plan plan, AcceptedBaseline accepted, Consumer<String> say) {
    return Optional.of("judge.bridge")
        .filter(conditions.properties()::containsKey)
        .map(
            option ->
                new JudgeBridge(
                    plan, judge(conditions, option, plan, say), accepted, conditions.clock()));
  }

  /** What a person runs again after mending what stopped it. */
  String command(String phase) {
    return "mvn verify -Dgroups=%s %s"
        .formatted(
            phase, input.map(GivenFile::options).orElse("-Deval.input=checking_inputs.json"));
  }

  private static String target(Optional<GivenFile> input) {
    return "no server: answers in " + name(input, "no file");
  }

  private static String name(Optional<GivenFile> input, String none) {
    return input.map(file -> file.path().toString()).orElse(none);
  }

  /**
   * Writes what the run leaves behind.
   *
   * @param evidence the files that it wrote
   */
  void close(
      RunConditions conditions, @Nullable String obstacle, List<Path> evidence, RunPage page) {
    String verdict = RunRecorder.verdict(obstacle);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Verdict", verdict);
    facts.put("Answers", name(input, "none given"));
    facts.put("Plan", plan.id());
    facts.put("Commit", GitCommit.of(conditions.project()));
    facts.put("Journal", book.head().toString());
    judge.close();
    bridge.ifPresent(JudgeBridge::close);
    AllureEnvironment.write(conditions.results(), facts);
    AllureEnvironment.keepHistory(
        conditions.results().resolveSibling("allure"), conditions.results());
    RunPage.Written shown = page.write(plan.id(), target(input), facts, book.artifacts(evidence));
    book.closed(target(input), verdict, Map.of(), Map.of(), evidence, shown);
  }

  /** The judge of a run under these conditions; not opened yet. */
  static RunJudge judge(RunConditions conditions, Plan plan, Consumer<String> say) {
    return judge(conditions, "judge", plan, say);
  }

  private static RunJudge judge(
      RunConditions conditions, String option, Plan plan, Consumer<String> say) {
    JudgeChoice choice =
        new JudgeChoice(
            conditions.properties(), conditions.environment(), conditions.clock(), say, option);
    return new RunJudge(choice, plan.judge(), conditions.holding(plan.judge().labelledPairs()));
  }

  /** The accepted baseline; that another one is accepted goes into the book. */
  static AcceptedBaseline accepted(RunConditions conditions, RunRecorder book) {
    return AcceptedBaseline.in(
        conditions.metrics(),
        conditions.properties(),
        () -> GitCommit.of(conditions.project()),
        file -> book.note(EntryKind.BASELINE, Map.of("file", file.getFileName().toString()), file),
        conditions.clock());
  }
}
