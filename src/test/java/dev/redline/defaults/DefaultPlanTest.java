package dev.redline.defaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DefaultPlanTest {

  @TempDir private Path project;
  private Path home;
  private DefaultPlan plan;

  @BeforeEach
  void look() {
    home = project.resolve(".redline");
    plan = new DefaultPlan(project, home);
  }

  @Test
  void aProjectWithoutGatesGetsThoseThatComeAlong() {
    assertThat(plan.prepared()).isEqualTo(home.resolve("gates"));
    assertThat(Plan.load(plan.prepared()).id()).isEqualTo(Plan.load(Path.of("gates")).id());
    assertThat(plan.fixtures()).isEqualTo(home.resolve("fixtures"));
    assertThat(home.resolve("fixtures/postgres/install")).isExecutable();
    assertThat(home.resolve(".gitignore")).hasContent("*");
  }

  @Test
  void aFolderOfOursThatIsThereBeforeThePlanIsHiddenToo() throws IOException {
    Files.createDirectories(home.resolve("gate-ledger"));

    plan.prepared();

    assertThat(home.resolve(".gitignore")).hasContent("*");
  }

  @Test
  void aFileOfThreeLinesStatesWhatDiffersAndKeepsTheRest() throws IOException {
    write("gates/red-lines.yaml", "whole_evaluation: {at_most: 4min}\n");

    Plan merged = Plan.load(plan.prepared());

    assertThat(Files.readString(home.resolve("gates/red-lines.yaml"))).contains("4min");
    assertThat(merged.id()).isEqualTo(Plan.load(Path.of("gates")).id());
  }

  @Test
  void whatIsNoMapIsRefusedWithItsFile() throws IOException {
    write("gates/red-lines.yaml", "- 1\n");

    assertThatThrownBy(plan::prepared)
        .hasMessageContaining("gates/red-lines.yaml: a map of what differs is expected");
  }

  @Test
  void aKeyThatStandsTwiceIsRefusedWithItsLine() throws IOException {
    write("gates/target.yaml", "limits: {statement: 1min, statement: 9min}\n");

    assertThatThrownBy(plan::prepared)
        .hasMessageContainingAll("gates/target.yaml:1:", "\"statement\" stands here twice");
  }

  @Test
  void whatIsNoYamlIsRefusedWithItsLine() throws IOException {
    write("gates/target.yaml", "# indented\n\tstart_patience: 30s\n");

    assertThatThrownBy(plan::prepared)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("gates/target.yaml:2:", "not valid YAML");
  }

  @Test
  @Timeout(20)
  void aPipeInPlaceOfAFileIsRefusedAndNotWaitedFor() throws Exception {
    write("gates/kept.txt", "");
    Path pipe = project.resolve("gates/target.yaml");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThatThrownBy(plan::prepared)
        .hasMessageContainingAll("gates/target.yaml", "no regular file");
  }

  @Test
  void aWholePlanIsReadWhereItLiesSoThatAFaultIsNamedThere() {
    plan.init();

    assertThat(plan.prepared()).isEqualTo(project.resolve("gates"));
    assertThat(home.resolve("gates")).doesNotExist();
    assertThat(plan.fixtures().resolve("corpus/passages.jsonl")).exists();
  }

  /** As init tells: edit what differs, delete the rest. */
  @Test
  void ofAWholePlanAFileMayBeCutToWhatDiffers() throws IOException {
    plan.init();
    write("gates/target.yaml", "yours: {start: [start-it], stop: [stop-it]}\n");

    assertThat(plan.prepared()).isEqualTo(home.resolve("gates")).isEqualTo(plan.inForce());
    assertThat(Plan.load(plan.prepared()).target().limits())
        .isEqualTo(Plan.load(Path.of("gates")).target().limits());
    assertThat(Files.readString(plan.prepared().resolve("target.yaml"))).contains("start-it");
  }

  /** A setting that was struck out of a stage does not come back because another file was cut. */
  @Test
  void beforeAFileThatWasCutTheOthersStayAsTheyAre() throws IOException {
    plan.init();
    Path stage = project.resolve("gates/stages/a.yaml");
    String without = Files.readString(stage).replaceAll("(?m)^  jit:\n(    .*\n)+", "");
    Files.writeString(stage, without);
    write("gates/target.yaml", "yours: {start: [start-it], stop: [stop-it]}\n");

    assertThat(without).doesNotContain("  jit:");
    assertThat(plan.prepared().resolve("stages/a.yaml")).hasContent(without);
  }

  @Test
  void aFolderOfThatNameForSomethingElseIsNotTakenForOurFixtures() throws IOException {
    write("fixtures/users.json", "[]");

    plan.prepared();

    assertThat(plan.fixtures()).isEqualTo(home.resolve("fixtures"));
  }

  @Test
  void aFaultOfMeaningIsNamedInTheFileAndLineThatTheUserHasWritten() throws IOException {
    write("gates/red-lines.yaml", "# ours\n\nwhole_evaluation: {at_most: 4 parsecs}\n");
    write("gates/target.yaml", "limits:\n  statement: 1min\n  statemant: 9min\n");
    write("gates/stages/a.yaml", "settings:\n  fsync: {value: off}\n");

    assertThatThrownBy(() -> Plan.load(plan.prepared()))
        .hasMessageContaining(project.resolve("gates/red-lines.yaml") + ":3:")
        .hasMessageContaining(project.resolve("gates/target.yaml") + ":3:")
        .hasMessageContaining(project.resolve("gates/stages/a.yaml") + ":2:")
        .hasMessageNotContaining(home.toString());
  }

  @Test
  void whereAFileOfTheUsersIsGoneTheDefaultStandsForItself() throws IOException {
    write("gates/red-lines.yaml", "whole_evaluation: {at_most: 4min}\n");
    Path note = plan.prepared().resolve("red-lines.yaml.from");
    assertThat(note).exists();
    Files.delete(project.resolve("gates/red-lines.yaml"));

    plan.prepared();

    assertThat(note).doesNotExist();
  }

  private void write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
