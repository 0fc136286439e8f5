package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.defaults.DefaultPlan;
import io.qameta.allure.model.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a gate to the line of its threshold, wherever the plan lies. */
class ThresholdLinksTest {

  @TempDir private Path project;

  private final AllureInMemory allure = new AllureInMemory();

  @AfterEach
  void giveAllureBack() {
    allure.close();
  }

  @Test
  void aRedLineLinksItsLineForEachJudge() {
    ofThisProject().link("stageA", "red-lines.yaml:precision");

    assertThat(allure.result().getLinks())
        .extracting(Link::getName)
        .anyMatch(name -> name.matches("threshold: gates/red-lines.yaml, line \\d+ \\(bedrock\\)"))
        .anyMatch(name -> name.matches("threshold: gates/red-lines.yaml, line \\d+ \\(offline\\)"));
    assertThat(addresses()).allMatch(url -> url.matches("../../gates/red-lines.yaml#L[1-9]\\d+"));
  }

  @Test
  void aKeyAtTheBeginningOfALineIsInNoSection() {
    ofThisProject().link("latency", "latency.yaml:slowdown");

    assertThat(allure.result().getLinks())
        .singleElement()
        .satisfies(link -> assertThat(link.getName()).matches(".*latency.yaml, line \\d+"));
  }

  @Test
  void theSettingsOfAPhaseAreThoseOfItsOwnFile() {
    ofThisProject().link("stageB", "{settings}:settings");
    ofThisProject().link("observability", "{settings}:settings");
    ofThisProject().link("isolation", "{settings}:settings");

    assertThat(addresses())
        .satisfiesExactly(
            url -> assertThat(url).startsWith("../../gates/stages/b.yaml#L"),
            url -> assertThat(url).startsWith("../../gates/stages/observability.yaml#L"));
  }

  @Test
  void aFileThatThePlanDoesWithoutHasNone() {
    ofThisProject().link("latency", "workload.yaml:searches");

    assertThat(allure.result().getLinks()).isEmpty();
  }

  @Test
  void whereThePlanIsTheDefaultsTheLinkLeadsThere() throws IOException {
    ofDefaults().link("stageA", "red-lines.yaml:whole_evaluation");
    ofDefaults().link("stageA", "{settings}:settings");

    assertThat(addresses())
        .allMatch(url -> url.startsWith("../../.redline/gates/"))
        .hasSize(2)
        .anyMatch(url -> lineAt(url).startsWith("whole_evaluation:"))
        .anyMatch(url -> lineAt(url).startsWith("settings:"));
  }

  @Test
  void whereAProjectStatesWhatDiffersTheLinkLeadsToWhatIsInForce() throws IOException {
    Path own = Files.createDirectories(project.resolve("gates"));
    Files.writeString(own.resolve("latency.yaml"), "slowdown: {at_most: 1.5}\n");
    Files.writeString(own.resolve("plan.yaml"), "id: ours\n");
    ofDefaults().link("stageA", "latency.yaml:slowdown");
    ofDefaults().link("stageA", "{settings}:settings");

    assertThat(addresses())
        .hasSize(2)
        .anyMatch(url -> lineAt(url).startsWith("slowdown:"))
        .anyMatch(url -> url.contains("stages/a.yaml#L") && lineAt(url).startsWith("settings:"));
    assertThat(project.resolve(".redline/gates/latency.yaml")).content().contains("1.5");
  }

  private List<String> addresses() {
    return allure.result().getLinks().stream().map(Link::getUrl).toList();
  }

  /** The line to which an address leads, from the folder of the report. */
  private String lineAt(String address) {
    String[] parts = address.split("#L");
    try {
      Path file = project.resolve("reports/allure").resolve(parts[0]).normalize();
      return Files.readAllLines(file).get(Integer.parseInt(parts[1]) - 1);
    } catch (IOException e) {
      throw new AssertionError(address, e);
    }
  }

  private static ThresholdLinks ofThisProject() {
    return new ThresholdLinks(Path.of(""), Path.of("gates"), Path.of("reports/allure"));
  }

  private ThresholdLinks ofDefaults() {
    Path gates = new DefaultPlan(project, project.resolve(".redline")).prepared();
    return new ThresholdLinks(project, gates, project.resolve("reports/allure"));
  }
}
