package dev.redline.cli;

import dev.redline.dsn.Redaction;
import dev.redline.junit.RunConditions;
import dev.redline.plan.Plan;
import dev.redline.plan.RecordFiles;
import dev.redline.plan.yaml.PlanException;
import dev.redline.record.RecordManifest;
import dev.redline.record.journal.Journal;
import dev.redline.record.journal.ReportSeal;
import java.nio.file.Path;

/** Allure's report of the run of this folder, once it is drawn. */
final class DrawnReport {

  private DrawnReport() {}

  /**
   * Takes the report down in the journal, where that knows the run: one that reached no server has
   * no entry, nor has its report.
   *
   * @param ledger the folder of the run's ledger
   * @throws dev.redline.record.journal.JournalException if that could not be written
   */
  static void keep(Path ledger, Path report) {
    RunConditions run = RunConditions.ofThisProcess();
    RecordFiles files;
    try {
      files = Plan.load(run.gates()).recordFiles();
    } catch (PlanException e) {
      return; // what the run broke of, which reached no server then
    }
    if (RecordManifest.isSealed(ledger, run.metrics().resolve(files.journal()))) {
      ReportSeal.keep(
          new Journal(
              run.metrics(), files, run.clock(), Redaction.of(run.environment()), run.key()),
          report);
    }
  }
}
