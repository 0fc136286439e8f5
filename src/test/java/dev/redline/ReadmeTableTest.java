package dev.redline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Phase;
import dev.redline.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The table of tags in docs/phases.md tells of exactly those that gates carry, and does not
 * contradict the plan that is shipped. A phase that somebody adds to a copy needs no row.
 */
class ReadmeTableTest {

  private static final List<String> HEAD =
      List.of("tag", "what it changes", "what it needs", "how long it takes", "how to undo it");

  private static final Plan PLAN = KnownTagsTest.SHIPPED;
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
  void everyTagThatIsShippedHasOneRowAndNoOtherTagHas() {
    Set<String> shipped = new TreeSet<>(KnownTagsTest.carried());
    shipped.removeAll(phases(Plan.load(Path.of("gates"))));
    shipped.addAll(phases(PLAN));
    assertThat(tags()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(shipped);
  }

  @Test
  void everyRowAnswersEveryQuestion() {
    assertThat(rows)
        .allSatisfy(row -> assertThat(row).hasSameSizeAs(HEAD).noneMatch(String::isBlank));
  }

  @Test
  void phasesStandInTheOrderOfThePlan() {
    List<String> phases = phases(PLAN);
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

  private static List<String> phases(Plan plan) {
    return plan.phases().stream().map(Phase::tag).toList();
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
