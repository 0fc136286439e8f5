package dev.redline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The action and the template for CI run the one command of docs/anywhere.md, and no more. */
class CiExamplesTest {

  private static final Path CI = Path.of("examples/ci");
  private static final Map<String, String> INPUTS =
      Map.of("JAR", "my redline.jar", "TAGS", "stageA", "OPTIONS", "-Dapprove=restart:1 -Dquiet");
  private static final List<String> COMMAND =
      List.of("-jar", "my redline.jar", "stageA", "-Dapprove=restart:1", "-Dquiet");

  @TempDir private Path folder;

  /** In the place of java: writes its arguments down, and ends as a run that failed does. */
  @BeforeEach
  void aJava() throws Exception {
    Path java = folder.resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\" >arguments\nexit 1\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void theActionRunsTheProgramAndFailsWithIt() throws Exception {
    JsonNode steps = read("action.yml").path("runs").path("steps");

    assertThat(run(steps.path(0).path("run").asString())).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("arguments"))).isEqualTo(COMMAND);
    assertThat(steps.path(0).path("env").propertyNames())
        .containsExactlyInAnyOrderElementsOf(INPUTS.keySet());
  }

  @Test
  void theActionPutsThePageIntoTheSummaryThoughTheRunFailed() throws Exception {
    JsonNode summary = read("action.yml").path("runs").path("steps").path(1);
    Files.createDirectory(folder.resolve("reports"));
    Files.writeString(folder.resolve("reports/gate-record.md"), "**FAIL**");

    assertThat(summary.path("if").asString()).isEqualTo("always()");
    assertThat(run(summary.path("run").asString())).isZero();
    assertThat(folder.resolve("summary.md")).hasContent("**FAIL**");
  }

  @Test
  void theTemplateRunsTheProgramAndKeepsWhatItWrites() throws Exception {
    JsonNode job = read("gitlab.yml").path(".redline");

    assertThat(job.path("script").size()).isEqualTo(1);
    assertThat(run(job.path("script").path(0).asString())).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("arguments"))).isEqualTo(COMMAND);
    assertThat(job.path("artifacts").path("when").asString()).isEqualTo("always");
  }

  private static JsonNode read(String file) {
    return new YAMLMapper().readTree(CI.resolve(file).toFile());
  }

  private int run(String script) throws Exception {
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-e", "-c", script).directory(folder.toFile()).inheritIO();
    Map<String, String> environment = new HashMap<>(INPUTS);
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    bash.environment().putAll(environment);
    return bash.start().waitFor();
  }
}
