package dev.redline.rag.judge.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Progress;
import dev.redline.rag.judge.model.BarProgress;
import dev.redline.rag.judge.model.ModelSession;
import dev.redline.rag.judge.model.ProgressMode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ProgressTest extends BedrockTest {

  @Test
  void theBarShowsStepsAndWhatTheyCost() {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    StandIn standIn = standIn(request -> Served.text("Entailment"));
    Progress progress = BarProgress.bar(new PrintStream(screen, true, UTF_8), "Cases", 2);

    try (progress;
        ModelSession bedrock =
            Bedrock.open(
                BedrockSettings.of(variables(standIn)), access(), Clock.systemUTC(), progress)) {
      bedrock.judge().check("q", claims(1), "r");
      progress.step();
    }

    assertThat(screen.toString(UTF_8))
        .contains("Cases", "1/2")
        .contains("2 requests, 0 from cache, 220 tokens");
  }

  @Test
  void aLogGetsWholeLinesAndNobodyWhoWantsNothingGetsAnything() {
    assertThat(shown(ProgressMode.AUTO)).contains("1/1").doesNotContain("\r").endsWith("\n");
    assertThat(shown(ProgressMode.ALWAYS)).contains("1/1").contains("\r");
    assertThat(shown(ProgressMode.NEVER)).isEmpty();
  }

  private static String shown(ProgressMode mode) {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    try (Progress progress = mode.begin(new PrintStream(screen, true, UTF_8), "Cases", 1)) {
      progress.step();
    }
    return screen.toString(UTF_8);
  }
}
