package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.JudgeId;
import dev.redline.rag.baseline.Measured;
import dev.redline.rag.baseline.QuestionScore;
import dev.redline.rag.metric.Metric;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedBaselineTest {

  @TempDir private Path metrics;

  @Test
  void thatNothingCanBeComparedWithItIsSaidWhenItIsAccepted() {
    assertThat(accepted(JudgeId.UNKNOWN))
        .endsWith("labels.json, compared with none: nobody says who gave the labels");
    assertThat(accepted(JudgeId.named("people@1"))).endsWith("people.json");
  }

  private String accepted(JudgeId judge) {
    Map<String, Double> scores =
        Stream.of(Metric.values()).collect(Collectors.toMap(Metric::key, metric -> 1.0));
    QuestionScore question = new QuestionScore("q1", "Why?", "So.", List.of(), scores);
    return AcceptedBaseline.in(
            metrics, Map.of("accept", "baseline"), () -> "abc", file -> {}, Clock.systemUTC())
        .accept(new Measured(judge, "c0", "a0", 8, "not stated", null, List.of(question)))
        .verdicts()
        .get(0)
        .observed();
  }
}
