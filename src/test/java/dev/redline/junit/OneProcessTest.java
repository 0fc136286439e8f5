package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.junit.samples.FailingSample;
import dev.redline.record.GateBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates of one launch in two processes: refused, before any of the second looks at anything. */
class OneProcessTest {

  private static final String BOOTER =
      "/project/target/surefire/surefirebooter-20260304050607776_3.jar /project/target/surefire"
          + " %s-jvmRun%d surefire-20260304050607776_1tmp surefire_0-20260304050607776_2tmp";
  private static final String LAUNCH = "2026-03-04T05-06-07_123";

  @TempDir private Path folder;

  @Test
  void theFirstProcessOfALaunchTakesIt() {
    assertThatCode(() -> OneProcess.require(fork(LAUNCH, 1))).doesNotThrowAnyException();
    assertThat(folder.resolve("ledger/launch-" + LAUNCH)).exists();
  }

  @Test
  void itMayAskAgain() {
    OneProcess.require(fork(LAUNCH, 1));
    assertThatCode(() -> OneProcess.require(fork(LAUNCH, 1))).doesNotThrowAnyException();
  }

  /** A process for each class has the number 1 each time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theSecondIsRefusedWithWhatToSet(int number) throws IOException {
    takenByAnother();

    assertThatThrownBy(() -> OneProcess.require(fork(LAUNCH, number)))
        .hasMessageContaining("more than one process")
        .hasMessageContaining("forkCount to 1 and reuseForks to true");
  }

  @Test
  void theNextLaunchForgetsTheLast() {
    OneProcess.require(fork(LAUNCH, 1));
    OneProcess.require(fork("2026-03-04T05-07-00_000", 1));

    assertThat(folder.resolve("ledger"))
        .isDirectoryNotContaining("glob:**" + LAUNCH)
        .isDirectoryContaining("glob:**launch-2026-03-04T05-07-00_000");
  }

  @Test
  void whereNoLaunchIsKnownNothingIsTaken() {
    Map<String, String> program = fork(LAUNCH, 1);
    program.put("sun.java.command", "redline.jar stageA");

    OneProcess.require(program);
    OneProcess.require(program);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aGateOfTheSecondProcessIsBroken() throws IOException {
    takenByAnother();

    SampleOutcomes second = sample().of(FailingSample.class);

    assertThat(second.failure())
        .isInstanceOf(GateBroken.class)
        .hasMessageContaining("more than one process");
    assertThat(second.passed()).isEmpty();
  }

  private void takenByAnother() throws IOException {
    Path ledger = Files.createDirectory(folder.resolve("ledger"));
    Files.writeString(ledger.resolve("launch-" + LAUNCH), "1");
  }

  private SampleRun sample() throws IOException {
    SampleRun run =
        SampleRun.in(folder).environment("DATABASE_URL", "postgresql://app@127.0.0.1:1/rag");
    fork(LAUNCH, 1).forEach(run::property);
    return run;
  }

  private Map<String, String> fork(String launch, int number) {
    return new HashMap<>(
        Map.of(
            "sun.java.command", BOOTER.formatted(launch, number),
            "redline.ledger", folder.resolve("ledger").toString()));
  }
}
