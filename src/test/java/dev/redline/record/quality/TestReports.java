package dev.redline.record.quality;

import dev.redline.plan.QualityConfig;
import dev.redline.plan.QualityConfig.EdgeCase;
import dev.redline.record.journal.ContentHash;
import dev.redline.record.quality.TestReport.Case;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/** The reports of the last build's tests, held against what a build must show. */
final class TestReports {

  private static final String RUN_THEM = "run the tests of the sources as they are: mvn verify";

  private final Path project;
  private final Path folder;
  private final QualityConfig rules;

  TestReports(Path project, QualityConfig rules) {
    this.project = project;
    this.folder = project.resolve("target/surefire-reports");
    this.rules = rules;
  }

  /** The reports are about the sources as they are; every test has passed, and none is missing. */
  List<Verdict> passing() {
    Optional<BuildSources> tested = BuildSources.read(folder);
    String now = ContentHash.of(project, rules.sources());
    String subject = "sources that the test reports are about";
    if (tested.isEmpty() || !tested.get().sha256().equals(now)) {
      String observed = tested.map(BuildSources::sha256).orElse("no report says");
      return List.of(Verdict.inconclusive(subject, observed, now, RUN_THEM));
    }
    List<Case> cases = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    read(tested.get().since(), cases, unreadable);
    return List.of(
        Verdict.pass(subject, now, now),
        Verdict.none("reports that cannot be read", unreadable, "none", RUN_THEM),
        Verdict.none(
            "tests that failed, broke or were skipped",
            cases.stream().filter(test -> !test.passed()).toList(),
            "none",
            "mend them: a skipped test proves nothing"),
        enough(cases.size()));
  }

  /** The tests of an edge case are among those that have passed. */
  List<Verdict> edgeCases() {
    List<Case> cases = new ArrayList<>();
    BuildSources.read(folder)
        .filter(tested -> tested.sha256().equals(ContentHash.of(project, rules.sources())))
        .ifPresent(tested -> read(tested.since(), cases, new ArrayList<>()));
    return rules.edgeCases().stream().flatMap(edge -> edgeCase(edge, cases)).toList();
  }

  private static Stream<Verdict> edgeCase(EdgeCase edge, List<Case> cases) {
    return edge.tests().stream()
        .map(
            method -> {
              String subject = "%s, tested by %s".formatted(edge.what(), method);
              List<Case> runs = cases.stream().filter(test -> test.isOf(method)).toList();
              if (runs.isEmpty()) {
                return Verdict.inconclusive(
                    subject,
                    "not in the reports of these sources",
                    "passed",
                    RUN_THEM + "; a test that has another name now: gates/" + QualityConfig.FILE);
              }
              List<Case> failed = runs.stream().filter(run -> !run.passed()).toList();
              return failed.isEmpty()
                  ? Verdict.pass(subject, "passed, runs: " + runs.size(), "passed")
                  : Verdict.fail(subject, failed.toString(), "passed", "mend the test's cause");
            });
  }

  private Verdict enough(int tests) {
    String subject = "tests of this build";
    String required = "at least " + rules.fewestTests();
    String observed = Integer.toString(tests);
    return tests >= rules.fewestTests()
        ? Verdict.pass(subject, observed, required)
        : Verdict.inconclusive(subject, observed, required, RUN_THEM);
  }

  private void read(Instant since, List<Case> cases, List<String> unreadable) {
    for (Path report : reports(since)) {
      try {
        cases.addAll(TestReport.cases(report));
      } catch (XMLStreamException e) {
        unreadable.add(report.getFileName() + ": " + e.getMessage());
      }
    }
  }

  /** Those of tests that ran on these sources; older ones are left over. */
  private List<Path> reports(Instant since) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> reports = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        boolean named = file.getFileName().toString().matches("TEST-.*\\.xml");
        if (named && !Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
          reports.add(file);
        }
      }
      return reports;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the reports in " + folder, e);
    }
  }
}
