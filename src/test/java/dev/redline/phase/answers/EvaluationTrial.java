package dev.redline.phase.answers;

import dev.redline.junit.GateRunListener;
import dev.redline.junit.RunConditions;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.SteadyTicks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the gates of phase eval, through the Launcher, where no server is to be had. */
record EvaluationTrial(
    Path home, Path gates, Map<String, String> properties, Map<String, String> environment) {

  private static final String SUPPORTED = "Entailment";
  private static final String UNSUPPORTED = "Neutral";

  static EvaluationTrial in(Path home) {
    return new EvaluationTrial(
        home,
        Path.of("gates").toAbsolutePath(),
        new HashMap<>(),
        new HashMap<>(Map.of("DATABASE_URL", "mock://test")));
  }

  /** The same with another plan. */
  EvaluationTrial planned(Path otherGates) {
    return new EvaluationTrial(home, otherGates, properties, environment);
  }

  /** The same with red lines of a further judge. */
  EvaluationTrial withRedLinesOf(String judge) throws Exception {
    return edited(
        "red-lines.yaml",
        "judges:\n",
        "judges:\n  %s: {recall: {at_least: 0.166}}\n".formatted(judge));
  }

  /** The same with a further red line of a judge that has some. */
  EvaluationTrial withRedLine(String judge, String line) throws Exception {
    return edited(
        "red-lines.yaml", "  %s: ".formatted(judge), "  %s:\n    %s # ".formatted(judge, line));
  }

  /** The same with another line in a file of the plan. */
  EvaluationTrial edited(String name, String from, String to) throws Exception {
    Path copy = Files.createTempDirectory(home, "gates");
    PreparedServer.run("cp", "-r", gates + "/.", copy.toString());
    Path file = copy.resolve(name);
    Files.writeString(file, Files.readString(file).replace(from, to));
    return planned(copy);
  }

  EvaluationTrial variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Answers without labels. */
  EvaluationTrial unlabelled(int cases) {
    return given(
        IntStream.range(0, cases)
            .mapToObj(EvaluationTrial::unjudged)
            .collect(Collectors.joining(",\n", "{\"results\": [", "]}")));
  }

  private static String unjudged(int number) {
    return """
    {"query_id": "q%1$d", "query": "How much, %1$d?", "gt_answer": "It is %1$d.",
     "response": "It is %1$d.", "retrieved_context": [{"doc_id": "d%1$d", "text": "It: %1$d"}]}"""
        .formatted(number);
  }

  EvaluationTrial property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** Answers with labels: the first {@code right} of all cases are right, the others wrong. */
  EvaluationTrial labelled(int cases, int right) {
    return given(
        IntStream.range(0, cases)
            .mapToObj(i -> labelled(i, i < right ? SUPPORTED : UNSUPPORTED))
            .collect(Collectors.joining(",\n", "{\"results\": [", "]}")));
  }

  EvaluationTrial given(String json) {
    try {
      Path file = Files.writeString(home.resolve("answers.json"), json);
      return property("eval.input", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One question with two claims, one of which {@code label} says is right. */
  private static String labelled(int number, String label) {
    return """
    {"query_id": "q%1$d", "query": "How much, %1$d?", "gt_answer": "It is %1$d.",
     "response": "It is %2$s %1$d.", "retrieved_context": [{"doc_id": "d%1$d", "text": "It is."}],
     "response_claims": [["It", "is", "one"], ["It", "is", "two"]],
     "gt_answer_claims": [["It", "is", "%1$d"]],
     "answer2response": ["Entailment", "%2$s"], "response2answer": ["%2$s"],
     "retrieved2response": [["Neutral"], ["%2$s"]], "retrieved2answer": [["%2$s"]]}"""
        .formatted(number, label);
  }

  GateOutcomes run() {
    GateOutcomes outcomes = new GateOutcomes(Map.of());
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addLauncherSessionListeners(new GateRunListener(conditions()))
            .addTestExecutionListeners(outcomes)
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectClass("dev.redline.gates.EvaluationGates"))
                  .build());
    }
    return outcomes;
  }

  /** The evaluations and baselines that the runs have left. */
  List<Path> evidence(String folder) throws IOException {
    Path place = home.resolve("metrics").resolve(folder);
    if (!Files.exists(place)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.sorted().toList();
    }
  }

  /** An environment in which every attempt to open a server would show. */
  private RunConditions conditions() {
    return new RunConditions(
        Path.of("").toAbsolutePath(),
        gates,
        home.resolve("no-home"),
        home.resolve("metrics"),
        home.resolve("allure-results"),
        properties,
        environment,
        Clock.systemUTC(),
        new SteadyTicks());
  }
}
