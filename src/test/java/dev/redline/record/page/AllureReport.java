package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redline.record.EvidenceStore;
import dev.redline.record.GateRecord;
import dev.redline.record.GateSheet;
import dev.redline.verdict.Finding;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.SeverityLevel;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Allure's report of one gate, made by the generator that the build uses. */
record AllureReport(Path project) {

  private static final Path GENERATOR = Path.of(".redline/allure");

  /** The gate finds something, has it recorded, and ends as that goes. */
  void gate(String sentence, Finding finding) {
    AllureLifecycle before = Allure.getLifecycle();
    AllureLifecycle lifecycle =
        new AllureLifecycle(new FileSystemResultsWriter(project.resolve("reports/allure-results")));
    Allure.setLifecycle(lifecycle);
    try {
      lifecycle.scheduleTestCase(
          new TestResult()
              .setUuid("gate")
              .setName(sentence)
              .setLabels(new ArrayList<>(List.of(suite()))));
      lifecycle.startTestCase("gate");
      GateSheet.begin(1, sentence, "searches", SeverityLevel.CRITICAL);
      Optional<String> failed = failed(finding);
      lifecycle.updateTestCase(
          "gate",
          result ->
              result
                  .setStatus(failed.isPresent() ? Status.FAILED : Status.PASSED)
                  .setStatusDetails(new StatusDetails().setMessage(failed.orElse(""))));
      lifecycle.stopTestCase("gate");
      lifecycle.writeTestCase("gate");
    } finally {
      Allure.setLifecycle(before);
    }
  }

  private static Label suite() {
    return new Label().setName("suite").setValue("stageA");
  }

  private Optional<String> failed(Finding finding) {
    try {
      new GateRecord(new EvidenceStore(project.resolve("metrics"))).require(finding);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** In reports/allure. */
  void generate() throws IOException, InterruptedException {
    Path lib = generator().resolve("lib");
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath",
            lib + "/*" + File.pathSeparator + lib.resolve("config"),
            "io.qameta.allure.CommandLine",
            "generate",
            "--clean",
            "--output",
            project.resolve("reports/allure").toString(),
            project.resolve("reports/allure-results").toString());
    command.environment().put("ALLURE_NO_ANALYTICS", "true");
    command.environment().put("APP_HOME", generator().toString());
    assertThat(command.inheritIO().start().waitFor()).isZero();
  }

  private static Path generator() throws IOException {
    assumeTrue(
        Files.isDirectory(GENERATOR),
        "NOT TESTED: Allure's generator is not here yet; any run of gates brings it");
    try (Stream<Path> versions = Files.list(GENERATOR)) {
      return versions.filter(Files::isDirectory).findFirst().orElseThrow().toAbsolutePath();
    }
  }
}
