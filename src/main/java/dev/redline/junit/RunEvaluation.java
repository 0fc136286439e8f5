package dev.redline.junit;

import dev.redline.plan.Plan;
import dev.redline.record.RunSheet;
import dev.redline.run.AcceptedBaseline;
import dev.redline.run.EvaluationRun;
import dev.redline.run.JudgeChoice;
import dev.redline.run.RunJudge;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answers of a run that needs no server, and the plan for them. */
record RunEvaluation(Plan plan, Optional<Path> input, RunJudge judge, EvaluationRun run) {

  private static final String INPUT = "eval.input";

  /** Loads the plan; the answers are read when a gate asks for them. */
  static RunEvaluation open(RunConditions conditions) {
    Plan plan = Plan.load(conditions.gates());
    Optional<Path> input =
        Optional.ofNullable(conditions.properties().get(INPUT))
            .filter(name -> !name.isBlank())
            .map(name -> conditions.project().resolve(name));
    RunJudge judge = judge(conditions, plan);
    return new RunEvaluation(
        plan,
        input,
        judge,
        new EvaluationRun(plan, input, judge, accepted(conditions), conditions.clock()));
  }

  /** What a person runs again after mending what stopped it. */
  String command(String phase) {
    return "mvn verify -Dgroups=%s -D%s=%s"
        .formatted(phase, INPUT, input.map(Path::toString).orElse("checking_inputs.json"));
  }

  void close(RunConditions conditions, @Nullable String obstacle) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Verdict", obstacle == null ? "PASS" : "NOT PASSED: " + obstacle);
    facts.put("Answers", input.map(Path::toString).orElse("none given"));
    facts.put("Plan", plan.id());
    facts.put("Commit", GitCommit.of(conditions.project()));
    judge.close();
    RunSheet.write(conditions.results(), facts);
    RunSheet.keepHistory(conditions.results().resolveSibling("allure"), conditions.results());
  }

  /** The judge of a run under these conditions; not opened yet. */
  static RunJudge judge(RunConditions conditions, Plan plan) {
    JudgeChoice choice =
        new JudgeChoice(
            conditions.properties(),
            conditions.environment(),
            conditions.clock(),
            System.out::println);
    return new RunJudge(choice, plan.judge(), conditions.project());
  }

  static AcceptedBaseline accepted(RunConditions conditions) {
    return AcceptedBaseline.in(
        conditions.metrics(),
        conditions.properties(),
        () -> GitCommit.of(conditions.project()),
        conditions.clock());
  }
}
