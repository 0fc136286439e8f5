package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectFactsTest {

  @Test
  void everyPartOfTheStackHasAVersion() {
    Map<String, String> stack = ProjectFacts.stack(Map.of("PostgreSQL", "15.18"));
    assertThat(stack.values()).allMatch(version -> version.matches("[0-9]+\\..*"), "a version");
    assertThat(stack)
        .containsKeys("Java", "JUnit Platform", "pgjdbc")
        .containsEntry("PostgreSQL", "15.18");
  }

  @Test
  void everyPlaceOfTheLayoutIsThere() {
    assertThat(ProjectFacts.layout().keySet())
        .filteredOn(path -> path.startsWith("src/") || path.startsWith("gates"))
        .hasSize(3)
        .allSatisfy(path -> assertThat(Path.of(path)).isDirectory());
  }

  @Test
  void everyPhaseOfThePlanHasItsCommand() {
    assertThat(ProjectFacts.commands(Plan.load(Path.of("gates"))))
        .containsEntry("mvn verify -Dgroups=discovery", "runs the phase")
        .containsEntry(
            "mvn verify -Dgroups=stageB", "runs the phase, which needs discovery, stageA");
  }
}
