package dev.redline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Phase;
import dev.redline.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The table of tags in docs/phases.md tells of exactly those that the build takes, which are those
 * that gates carry (see {@link KnownTagsTest}), and does not contradict the plan.
 */
class ReadmeTableTest {

  private static final List<String> HEAD =
      List.of("tag", "what it changes", "what it needs", "how long it takes", "how to undo it");

  private static final Pom POM = Pom.read(Path.of("pom.xml"));
  private static final Plan PLAN = Plan.load(Path.of("gates"));
  private static List<List<String>> rows;

  @BeforeAll
  static void readTable() throws IOException {
    String head = HEAD.stream().collect(Collectors.joining(" | ", "| ", " |"));
    rows =
        Files.readAllLines(Path.of("docs/phases.md")).stream()
            .dropWhile(line -> !line.equals(head))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(ReadmeTableTest::cells)
            .toList();
  }

  @Test
  void everyTagThatTheBuildTakesHasOneRowAndNoOtherTagHas() {
    assertThat(tags()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(POM.tags());
  }

  @Test
  void everyRowAnswersEveryQuestion() {
    assertThat(rows)
        .allSatisfy(row -> assertThat(row).hasSameSizeAs(HEAD).noneMatch(String::isBlank));
  }

  @Test
  void phasesStandInTheOrderOfThePlan() {
    List<String> phases = PLAN.phases().stream().map(Phase::tag).toList();
    assertThat(tags().stream().filter(phases::contains)).containsExactlyElementsOf(phases);
  }

  @Test
  void aPhaseNamesThoseThatItNeedsInThePlan() {
    Map<String, List<String>> byTag =
        rows.stream().collect(Collectors.toMap(ReadmeTableTest::tag, Function.identity()));
    for (Phase phase : PLAN.phases()) {
      for (String need : phase.needs()) {
        assertThat(byTag.get(phase.tag()).get(2)).as(phase.tag()).contains("`" + need + "`");
      }
    }
  }

  @Test
  void aPhaseThatChangesNothingIsOneWithoutSettings() {
    List<String> changing =
        PLAN.phases().stream().filter(phase -> phase.stage().isPresent()).map(Phase::tag).toList();
    assertThat(rows.stream().filter(row -> row.get(1).matches("nothing[:,].*")))
        .extracting(ReadmeTableTest::tag)
        .doesNotContainAnyElementsOf(changing);
  }

  private static List<String> tags() {
    return rows.stream().map(ReadmeTableTest::tag).toList();
  }

  private static String tag(List<String> row) {
    return row.get(0).replace("`", "");
  }

  private static List<String> cells(String line) {
    return Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|"))
        .map(String::strip)
        .toList();
  }
}
