package dev.redline.record;

import dev.redline.defaults.DefaultPlan;
import dev.redline.plan.Plan;
import dev.redline.plan.RecordFiles;
import dev.redline.record.journal.JournalGaps;
import dev.redline.record.journal.ReportSeal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last step of a gate run: every gate that was planned ran to its end and is in the report's
 * results. JUnit swallows what a listener throws, so this is a step of the build of its own.
 */
public final class Reconciliation {

  private static final Path METRICS = Path.of("metrics");

  private Reconciliation() {}

  /**
   * Says that there is no gap, and where the time went if it is told when the build began.
   *
   * @param arguments the folder of the ledger, the folder of Allure's results, and when the build
   *     began, in ISO 8601; without arguments the places of this folder, as the program, a project
   *     of somebody's, JUnit's console and an IDE have them
   * @throws IllegalStateException if planned, executed and recorded gates are not the same, or the
   *     record is not as the run left it
   */
  public static void main(String[] arguments) {
    if (arguments.length == 0) {
      System.out.println(ofThisFolder());
      return;
    }
    Path ledger = Path.of(arguments[0]);
    requireWithReport(ledger, Path.of(arguments[1]));
    RunLedger run = read(ledger.resolve(RunLedger.FILE));
    System.out.println(summary(run, Instant.parse(arguments[2]), Instant.now()));
  }

  /**
   * The same for the record of this folder.
   *
   * @return that it has no gap
   * @throws IllegalStateException if it has one
   */
  public static String ofThisFolder() {
    Path ledger = RunLedger.folder();
    requireWithReport(ledger, AllureResults.folder(Path.of("").toAbsolutePath()));
    String whole =
        "%d gates planned, run, passed and recorded; page, results, attachments and report are as %s"
            .formatted(read(ledger.resolve(RunLedger.FILE)).planned().size(), RecordManifest.FILE);
    return RecordManifest.isSealed(ledger, journal())
        ? whole + " and the journal say."
        : whole + " says, of which the journal knows nothing: believe it no more than that file.";
  }

  /**
   * Lets a complete record pass, of which no report was drawn yet.
   *
   * @throws IllegalStateException if it has a gap
   */
  public static void require(Path ledgerFolder, Path allureResults) {
    require(gapsBeforeReport(ledgerFolder, allureResults));
  }

  private static void requireWithReport(Path ledgerFolder, Path allureResults) {
    List<String> gaps = gapsBeforeReport(ledgerFolder, allureResults);
    if (RecordManifest.isSealed(ledgerFolder, journal())) {
      ReportSeal.gap(journal(), allureResults.resolveSibling("")).ifPresent(gaps::add);
    }
    gaps.addAll(JournalGaps.of(METRICS, files()));
    require(gaps);
  }

  private static List<String> gapsBeforeReport(Path ledgerFolder, Path allureResults) {
    List<String> gaps = gapsOf(ledgerFolder, allureResults);
    RecordManifest.seal(ledgerFolder, journal()).ifPresent(gaps::add);
    return gaps;
  }

  private static void require(List<String> gaps) {
    if (!gaps.isEmpty()) {
      throw new IllegalStateException(
          "This run is not a gate record, because not every planned gate ran and was recorded:\n  "
              + String.join("\n  ", gaps));
    }
  }

  /** What was planned and not run, not passed or not recorded; empty if the record is complete. */
  public static List<String> gapsOf(Path ledgerFolder, Path allureResults) {
    List<String> gaps = gaps(ledgerFolder.resolve(RunLedger.FILE), allureResults);
    gaps.addAll(gapsOfRecord(ledgerFolder, allureResults));
    return gaps;
  }

  private static Path journal() {
    return METRICS.resolve(files().journal());
  }

  /** Of this folder, as its plan names them. */
  private static RecordFiles files() {
    Path folder = Path.of("").toAbsolutePath();
    Path gates =
        new DefaultPlan(folder, RunLedger.FOLDER.resolveSibling("").toAbsolutePath()).inForce();
    return Files.isDirectory(gates)
        ? Plan.load(gates).recordFiles()
        : new RecordFiles("journal.jsonl", "", "", "");
  }

  static String summary(RunLedger ledger, Instant begun, Instant now) {
    double whole = Duration.between(begun, now).toMillis() / 1000.0;
    double gates = ledger.millis() / 1000.0;
    return String.format(
        Locale.ROOT,
        "%d gates planned, run, passed and recorded. %.1f s: gates %.1f s; Maven, JVM and report %.1f s.",
        ledger.planned().size(),
        whole,
        gates,
        Math.max(0, whole - gates));
  }

  private static RunLedger read(Path ledger) {
    return new JsonMapper().readValue(ledger.toFile(), RunLedger.class);
  }

  /** A run without a manifest has written no page. */
  static List<String> gapsOfRecord(Path ledgerFolder, Path allureResults) {
    return Files.exists(ledgerFolder.resolve(RecordManifest.FILE))
        ? RecordManifest.read(ledgerFolder).gaps(allureResults)
        : List.of("no %s in %s: no page was written".formatted(RecordManifest.FILE, ledgerFolder));
  }

  static List<String> gaps(Path ledgerFile, Path allureResults) {
    if (!Files.exists(ledgerFile)) {
      return new ArrayList<>(List.of("no ledger at " + ledgerFile + ": no gate was even planned"));
    }
    RunLedger ledger = read(ledgerFile);
    List<String> gaps = new ArrayList<>();
    for (String gate : ledger.planned()) {
      String outcome = ledger.outcomes().getOrDefault(gate, "never ended");
      if (!outcome.equals(GateOutcome.PASS.word())) {
        gaps.add(gate + ": " + outcome);
      }
    }
    long recorded = recorded(allureResults);
    if (ledger.planned().isEmpty() || recorded != ledger.planned().size()) {
      gaps.add(
          "%d gates planned, %d results in %s"
              .formatted(ledger.planned().size(), recorded, allureResults));
    }
    return gaps;
  }

  /** Tests of somebody's may have results beside those of gates. */
  private static boolean ofGate(Path result) {
    try {
      return Files.readString(result).contains('"' + GateListener.TAG + '"');
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + result, e);
    }
  }

  private static long recorded(Path allureResults) {
    if (!Files.isDirectory(allureResults)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(allureResults)) {
      return files
          .filter(file -> file.toString().endsWith("-result.json"))
          .filter(Reconciliation::ofGate)
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + allureResults, e);
    }
  }
}
