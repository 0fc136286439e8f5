package dev.redline.junit;

import dev.redline.plan.Plan;
import dev.redline.rag.offline.OfflineJudge;
import dev.redline.record.RunSheet;
import dev.redline.run.AcceptedBaseline;
import dev.redline.run.EvaluationRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answers of a run that needs no server, and the plan for them. */
record RunEvaluation(Plan plan, Optional<Path> input, EvaluationRun run) {

  private static final String INPUT = "eval.input";

  /** Loads the plan; the answers are read when a gate asks for them. */
  static RunEvaluation open(RunConditions conditions) {
    Plan plan = Plan.load(conditions.gates());
    Optional<Path> input =
        Optional.ofNullable(conditions.properties().get(INPUT))
            .filter(name -> !name.isBlank())
            .map(name -> conditions.project().resolve(name));
    return new RunEvaluation(
        plan,
        input,
        new EvaluationRun(
            plan, input, OfflineJudge::new, accepted(conditions), conditions.clock()));
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
    RunSheet.write(conditions.results(), facts);
    RunSheet.keepHistory(conditions.results().resolveSibling("allure"), conditions.results());
  }

  static AcceptedBaseline accepted(RunConditions conditions) {
    return AcceptedBaseline.in(
        conditions.metrics(),
        conditions.properties(),
        () -> GitCommit.of(conditions.project()),
        conditions.clock());
  }
}
