package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.Case;
import dev.redline.rag.RagPipeline.Answer;
import dev.redline.rag.metric.Metric;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of one's own holds a pipeline, here a lambda, against the plan. */
class PipelineGateTest {

  private static final List<Case> CASES =
      IntStream.range(0, 24).mapToObj(PipelineGateTest::question).toList();

  @TempDir private Path metrics;
  private final Map<String, String> properties = new HashMap<>(Map.of("judge", "offline"));

  @Test
  void aPipelineThatAnswersFromItsPassagesKeepsTheRedLines() {
    try (PipelineGate gate = gate()) {
      var result = gate.require(CASES, question -> Answer.of(fact(question), fact(question)));
      assertThat(result.mean(Metric.F1).orElseThrow()).isGreaterThan(0.6);
    }
  }

  @Test
  void aPipelineThatAnswersAnotherQuestionFailsWithEveryRedLineNamedAndIsNotAccepted() {
    properties.put("accept", "baseline");
    try (PipelineGate gate = gate()) {
      assertThatThrownBy(
              () -> gate.require(CASES, question -> Answer.of("Soup is eaten hot.", "Soup.")))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("FAIL: precision: observed 0.0")
          .hasMessageContaining("FAIL: recall")
          .hasMessageContaining("FAIL: F1");
    }
    assertThat(metrics.resolve("baselines")).doesNotExist();
  }

  @Test
  void aPipelineThatGotWorseThanWhatWasAcceptedIsFoundAboveTheRedLines() {
    properties.put("accept", "baseline");
    try (PipelineGate gate = gate()) {
      gate.require(CASES, question -> Answer.of(fact(question), fact(question)));
    }
    properties.remove("accept");
    try (PipelineGate gate = gate()) {
      assertThatThrownBy(
              () ->
                  gate.require(
                      CASES,
                      question ->
                          question.contains("number 7 ")
                              ? Answer.of("Soup is eaten hot.", "Soup.")
                              : Answer.of(fact(question), fact(question))))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("PAUSED: precision against the baseline accepted")
          .hasMessageContaining("worst question q7 -0.");
    }
  }

  @Test
  void aPipelineThatThrowsIsNoAnswerAndTheQuestionIsNamed() {
    try (PipelineGate gate = gate()) {
      assertThatThrownBy(
              () ->
                  gate.require(
                      CASES,
                      question -> {
                        throw new java.io.IOException("no route");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The pipeline did not answer question q0: no route");
    }
  }

  private PipelineGate gate() {
    Path project = Path.of("").toAbsolutePath();
    return PipelineGate.under(
        new RunConditions(
            project,
            project.resolve("gates"),
            metrics.resolve("no-home"),
            metrics,
            metrics.resolve("allure-results"),
            properties,
            Map.of(),
            Clock.systemUTC(),
            System::nanoTime));
  }

  private static Case question(int number) {
    String question = "How large is buffer number %d of the server?".formatted(number);
    return new Case("q" + number, question, fact(question), "number", List.of());
  }

  private static String fact(String question) {
    String number = question.replaceAll("\\D", "");
    return "Buffer %s of the server is %s3 MB large.".formatted(number, number);
  }
}
