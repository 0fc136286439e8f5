package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A phase has passed here, and the server does not name its change any more. */
@Tag("long")
@ExtendWith(StageTrials.class)
class TakenBackByHandTest {

  private static final String NEEDS = "phases that stageB needs on this server";

  private StageTrial trial;
  private YourServer server;
  private byte[] original;

  @BeforeEach
  void commitStageAAndDropItsMarks(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
    server = YourServer.start(trial);
    trial.property("approve", "all").property("confirm", "all");
    assertThat(trial.run("StageA").failed()).isEmpty();
    trial.withoutProperty("approve");
    Files.delete(trial.data().resolve("redline_marks.json"));
    try (Connection session = trial.connect();
        Statement statement = session.createStatement()) {
      statement.execute("DROP SCHEMA redline_mark CASCADE");
    }
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void whereItsSettingsAreGoneNothingIsBuiltOnIt() throws Exception {
    server.close();
    Files.write(trial.configurationFile(), original);
    server.startAgain();

    assertThat(trial.run("StageB").message())
        .startsWith("INCONCLUSIVE: " + NEEDS)
        .contains("stageA committed, but ", "jit is on, not off", "-Dgroups='stageA'")
        .doesNotContain("-Dapprove=");
    assertThat(trial.configuration()).isEqualTo(original);
  }

  @Test
  void whereItsSettingsAreInForceThatIsEnough() {
    assertThat(trial.run("StageB").message()).contains("-Dapprove=").doesNotContain(NEEDS);
  }
}
