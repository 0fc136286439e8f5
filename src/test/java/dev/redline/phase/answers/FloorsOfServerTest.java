package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.RedLines;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A judge without red lines gets them from a server that nobody changes. */
@ExtendWith(StageTrials.class)
@Tag("long")
class FloorsOfServerTest {

  @Test
  void threeRunsMakeRedLinesThatTheNextRunKeepsAndABrokenRetrieverCrosses(StageTrial trial)
      throws Exception {
    Path file = trial.gates().resolve("red-lines.yaml");
    trial.edit("red-lines.yaml", "  offline:", "  nobody:");
    assertThat(trial.run("RedLine").failed().values())
        .extracting(Throwable::getMessage)
        .satisfiesExactly(
            precision -> assertUnjudged(precision, "precision"),
            recall -> assertUnjudged(recall, "recall"),
            f1 -> assertUnjudged(f1, "F1"));

    assertThat(trial.property("accept", "floors").run("RedLine").failed()).isEmpty();
    assertThat(RedLines.floors(file, "offline").values()).allMatch(floor -> floor > 0.3);
    assertThat(RedLines.floors(file, "nobody")).hasSize(3);

    trial.withoutProperty("accept");
    assertThat(trial.run("RedLine").failed()).isEmpty();
    trial.execute("UPDATE document_chunks SET content = 'Nothing of what was asked.'");
    assertThat(trial.run("RedLine").failed().values())
        .extracting(Throwable::getMessage)
        .anySatisfy(precision -> assertThat(precision).startsWith("FAIL: precision"));
  }

  private static void assertUnjudged(String message, String score) {
    assertThat(message)
        .startsWith("INCONCLUSIVE: %s by judge offline".formatted(score))
        .contains("-Daccept=floors");
  }
}
