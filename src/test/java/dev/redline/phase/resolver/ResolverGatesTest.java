package dev.redline.phase.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.files.Sha256;
import dev.redline.record.GatePaused;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A source tree moves to the resolver as a person has approved, or is put back. */
@ExtendWith(StageTrials.class)
class ResolverGatesTest {

  private static final String APPROVAL =
      "A person has approved what happens to a server that is not throwaway";
  private static final String EFFECT = "The change takes effect, with a restart where it needs one";

  @TempDir private Path folder;
  private StageTrial trial;
  private Path app;
  private Map<String, String> before;

  @BeforeEach
  void copySample(StageTrial copy) throws Exception {
    trial = copy;
    app = folder.resolve("app");
    PreparedServer.run("cp", "-rp", "fixtures/resolver/app", app.toString());
    before = contents();
    trial.property("scan", app.toString());
  }

  @Test
  void thePatchWaitsForItsDecisionThenIsAppliedAndTheLinePutsEveryFileBack() throws Exception {
    GateOutcomes first = trial.runOnly("Resolver");
    assertThat(first.failed()).containsOnlyKeys(APPROVAL);
    assertThat(first.failed().get(APPROVAL)).isInstanceOf(GatePaused.class);
    assertThat(first.message()).contains("files of " + app, "-Dapprove=resolver:");
    assertThat(contents()).isEqualTo(before);

    trial.property("approve", first.approvals());
    assertThat(trial.runOnly("Resolver").failed()).isEmpty();
    assertThat(contents()).isNotEqualTo(before);
    assertThat(Files.readString(app.resolve("search.py"))).doesNotContain("environ");

    String line = ResolverAdoption.applied(app, keep()).goBack();
    assertThat(trial.metrics().resolveSibling("gate-record.json")).content().contains(line);
    PreparedServer.run("sh", "-c", line);
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void onceItStaysAServerOfYoursHasNothingUnderWayAnyMore() throws Exception {
    try (YourServer server = YourServer.start(trial)) {
      trial.property("approve", trial.runOnly("Resolver").approvals());
      assertThat(trial.runOnly("Resolver").failed()).isEmpty();

      assertThat(trial.withoutProperty("approve").runOnly("Resolver").failed())
          .as(server.url())
          .isEmpty();
    }
  }

  @Test
  void aLaterAdoptionThatFailsTakesNoEarlierOneBack() throws Exception {
    trial.property("approve", trial.runOnly("Resolver").approvals());
    assertThat(trial.runOnly("Resolver").failed()).isEmpty();
    Files.writeString(app.resolve("late.py"), "import os\nurl = os.environ['DATABASE_URL']\n");
    Files.writeString(app.resolve("main.go"), "url := os.Getenv(\"DATABASE_URL\")\n");
    Map<String, String> adopted = contents();

    trial.property("approve", trial.withoutProperty("approve").runOnly("Resolver").approvals());
    assertThat(trial.runOnly("Resolver").failed()).containsOnlyKeys(EFFECT);
    assertThat(contents()).isEqualTo(adopted);
  }

  @Test
  void aFileThatIsEditedLaterStaysAsItIs() throws Exception {
    trial.property("approve", trial.runOnly("Resolver").approvals());
    assertThat(trial.runOnly("Resolver").failed()).isEmpty();
    Files.writeString(app.resolve("search.py"), "# edited\n", StandardOpenOption.APPEND);
    Map<String, String> edited = contents();

    assertThat(trial.withoutProperty("approve").runOnly("Resolver").failed()).isEmpty();
    assertThat(contents()).isEqualTo(edited);
  }

  @Test
  void aPatchThatChangedSinceIsAskedForAgain() throws Exception {
    trial.property("approve", trial.runOnly("Resolver").approvals());
    Files.writeString(app.resolve("late.py"), "import os\nurl = os.environ['DATABASE_URL']\n");

    assertThat(trial.runOnly("Resolver").failed()).containsOnlyKeys(APPROVAL);
  }

  @Test
  void aReadThatCannotBeMovedTakesEveryFileBack() throws Exception {
    Files.writeString(app.resolve("main.go"), "url := os.Getenv(\"DATABASE_URL\")\n");
    before = contents();
    trial.property("approve", trial.runOnly("Resolver").approvals());
    GateOutcomes outcomes = trial.runOnly("Resolver");

    assertThat(outcomes.failed()).containsOnlyKeys(EFFECT);
    assertThat(outcomes.message()).contains("main.go:1 os.Getenv(", "Rolled back in");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void noTreeIsChangedThatNobodyHasNamed() {
    assertThat(trial.withoutProperty("scan").runOnly("Resolver").message())
        .contains("source tree to change: observed none is named", "-Dscan=");
  }

  private Path keep() throws IOException {
    try (Stream<Path> files = Files.walk(trial.metrics().resolveSibling("keep"))) {
      return files
          .filter(file -> file.endsWith("adoption.json"))
          .findFirst()
          .orElseThrow()
          .getParent();
    }
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(app)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(app.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
