package org.example;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.redline.junit.PipelineGate;
import dev.redline.rag.RagPipeline.Answer;
import org.junit.jupiter.api.Test;

/** Any pipeline is a lambda. */
class LambdaTest {

  @Test
  void answersKeepTheRedLines() {
    try (PipelineGate gate = PipelineGate.ofThisProject()) {
      gate.require(Knowledge.cases(), question -> Answer.of(best(question), best(question)));
    }
  }

  @Test
  void answersToAnotherQuestionDoNot() {
    try (PipelineGate gate = PipelineGate.ofThisProject()) {
      AssertionError failed =
          assertThrows(
              AssertionError.class,
              () -> gate.require(Knowledge.cases(), question -> Answer.of("Soup is hot.", "Soup.")));
      assertTrue(failed.getMessage().contains("FAIL: precision"), failed.getMessage());
    }
  }

  private static String best(String question) {
    float[] asked = WordVectors.of(question);
    return Knowledge.passages().values().stream()
        .max((a, b) -> Double.compare(alike(asked, a), alike(asked, b)))
        .orElseThrow();
  }

  private static double alike(float[] asked, String passage) {
    float[] known = WordVectors.of(passage);
    double sum = 0;
    for (int i = 0; i < known.length; i++) {
      sum += asked[i] * known[i];
    }
    return sum;
  }
}
