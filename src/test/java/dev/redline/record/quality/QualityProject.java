package dev.redline.record.quality;

import dev.redline.dsn.Redaction;
import dev.redline.plan.Plan;
import dev.redline.plan.QualityConfig;
import dev.redline.plan.QualityConfig.EdgeCase;
import dev.redline.record.journal.ContentHash;
import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.Journal;
import dev.redline.secrets.SigningKey;
import dev.redline.state.PhaseProgress;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState.Fingerprint;
import dev.redline.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A project in a temporary folder, with evidence that is made up. */
final class QualityProject {

  static final String SERVER = "7300000000000000001";
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  final Path folder;
  private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

  private QualityProject(Path folder) {
    this.folder = folder;
  }

  /** With the shipped plan, README and pom.xml, a class for every name that is to be reviewed. */
  static QualityProject in(Path folder) throws IOException {
    QualityProject project = new QualityProject(folder);
    for (String place :
        List.of("gates", "fixtures", ".ci", "metrics/README.md", "reports", "docs")) {
      project.copy(Path.of(place));
    }
    project.copy(Path.of("pom.xml"));
    project.copy(Path.of("README.md"));
    project.copy(Path.of("CONTRIBUTING.md"));
    project.copy(Path.of("src/main/java/dev/redline/dsn"));
    project.copy(Path.of("src/main/java/dev/redline/vector"));
    project.copy(Path.of("src/main/java/dev/redline/plan"));
    return project.edit("gates/quality.yaml", "at_least: 3000", "at_least: 3");
  }

  /** With everything that the checklist asks for. */
  QualityProject complete() throws IOException {
    tests("");
    phase("isolation", "PASS").phase("rollback", "PASS");
    measured(1.5, 240);
    scanned("[]");
    return reviewed("accepted");
  }

  QualityChecklist checklist() {
    return new QualityChecklist(
        folder, folder.resolve("gates"), metrics(), folder.resolve(".ai_state.json"), clock);
  }

  QualityProject later(Duration by) {
    clock = Clock.offset(clock, by);
    return this;
  }

  QualityProject edit(String file, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " does not contain " + from);
    }
    return write(file, text.replace(from, to));
  }

  QualityProject write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  /** Reports of the required tests, on the sources as they are; the first has {@code within}. */
  QualityProject tests(String within) throws IOException {
    Path reports = folder.resolve("target/surefire-reports");
    BuildSources.begin(reports, ContentHash.of(folder, rules().sources()), Instant.EPOCH);
    List<String> cases = new ArrayList<>();
    rules().edgeCases().stream()
        .map(EdgeCase::tests)
        .flatMap(List::stream)
        .forEach(name -> cases.add(testCase(name, cases.isEmpty() ? within : "")));
    return write(
        "target/surefire-reports/TEST-all.xml",
        cases.stream()
            .collect(Collectors.joining("\n", "<testsuite name=\"all\">", "</testsuite>")));
  }

  private static String testCase(String method, String within) {
    int dot = method.lastIndexOf('.');
    return "<testcase classname=\"%s\" name=\"%s{String}[1]\">%s</testcase>"
        .formatted(method.substring(0, dot), method.substring(dot + 1), within);
  }

  /** A phase has run on the server, in a run of its own. */
  QualityProject phase(String tag, String outcome) {
    StateStore store = StateStore.open(folder.resolve(".ai_state.json"), plan().id());
    store.bindTo(new Fingerprint(SERVER, "15.0", "127.0.0.1"));
    PhaseProgress progress = new PhaseProgress(tag, store, clock);
    progress.become(PhaseState.RUNNING);
    progress.become(
        Set.of("PASS", "passed").contains(outcome) ? PhaseState.PASSED : PhaseState.STOPPED);
    long run = begin();
    append(EntryKind.GATE, run, Map.of("phase", tag, "gate", "The promise", "outcome", outcome));
    end(run, "PASS");
    return this;
  }

  /** A stage has been measured: an evaluation in so many seconds, searches with such a p95. */
  QualityProject measured(double millis, double seconds) throws IOException {
    String evaluation = "baseline_evaluations/ragchecker_official_evaluation_20260304T050607Z.json";
    write(
        "metrics/" + evaluation,
        "{\"summary\": {\"seconds\": %s, \"complete\": true}}".formatted(seconds));
    String samples = Stream.generate(() -> "1.5").limit(300).collect(Collectors.joining(","));
    String byK =
        Stream.of(8, 16, 32)
            .map(k -> search(k, millis, samples))
            .collect(
                Collectors.joining(
                    ",", "{\"searches\": [{\"search\": \"probe vectors\", \"byK\": [", "]}]}"));
    write("metrics/system_diagnostics/vector_searches.json", byK);
    end(
        begin(),
        "PASS",
        metrics().resolve(evaluation),
        metrics().resolve("system_diagnostics/vector_searches.json"));
    return this;
  }

  private static String search(int k, double p95, String samples) {
    return ("{\"measured\": {\"k\": %d, \"p95\": %s, \"millis\": [%s],"
            + " \"recall\": {\"mean\": 0.99, \"worst\": 0.9}}}")
        .formatted(k, p95, samples);
  }

  /** The repository has been scanned. */
  QualityProject scanned(String credentials) throws IOException {
    write(
        "metrics/dsn_audit_repo.json",
        "{\"files\": 412, \"reads\": [], \"credentials\": %s}".formatted(credentials));
    end(begin(), "PASS", metrics().resolve("dsn_audit_repo.json"));
    return this;
  }

  QualityProject rolledBack(boolean proven) {
    long run = begin();
    append(
        EntryKind.ROLLBACK,
        run,
        Map.of("phase", "stageA", "proven", proven, "rollback", proven ? "Rolled back" : "NOT"));
    end(run, "NOT PASSED: recall");
    return this;
  }

  /** Everything that is to be reviewed has been, as it is now. */
  QualityProject reviewed(String conclusion) throws IOException {
    return write(
        "metrics/reviews.yaml",
        rules().reviews().stream()
            .map(
                what ->
                    """
                      - what: %s
                        reviewer: somebody
                        date: 2026-03-04
                        sha256: %s
                        conclusion: %s
                    """
                        .formatted(what.what(), ContentHash.of(folder, what.files()), conclusion))
            .collect(Collectors.joining("", "reviews:\n", "")));
  }

  private long begin() {
    return append(
        EntryKind.RUN_STARTED,
        0,
        Map.of("planSha256", ContentHash.ofPlan(folder.resolve("gates"))));
  }

  void end(long run, String verdict, Path... artifacts) {
    append(EntryKind.RUN_ENDED, run, Map.of("verdict", verdict, "server", SERVER), artifacts);
  }

  private long append(EntryKind kind, long run, Map<String, ?> content, Path... artifacts) {
    Map<String, Object> all = new LinkedHashMap<>(content);
    if (run > 0) {
      all.put("run", run);
    }
    return new Journal(metrics(), plan().recordFiles(), clock, Redaction.of(Map.of()), KEY)
        .append(kind, all, artifacts)
        .sequence();
  }

  private static final SigningKey KEY =
      SigningKey.of(Map.of(SigningKey.VARIABLE, "k".repeat(64)), Path.of("none"));

  Path metrics() {
    return folder.resolve("metrics");
  }

  private Plan plan() {
    return Plan.load(folder.resolve("gates"));
  }

  private QualityConfig rules() {
    return QualityConfig.load(folder.resolve("gates"));
  }

  private void copy(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
