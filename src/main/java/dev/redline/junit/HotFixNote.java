package dev.redline.junit;

import dev.redline.quoting.CauseText;
import dev.redline.record.EvidenceStore;
import dev.redline.record.GateSheet;
import dev.redline.record.GateStopped;
import dev.redline.record.HotFix;
import dev.redline.record.journal.EntryKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down what a person has to know after a phase was stopped.
 *
 * @param server the system identifier; empty if none was opened
 * @param book of the run; empty if there is none
 * @param command that runs the phase again
 */
record HotFixNote(
    EvidenceStore store, Optional<String> server, Optional<RunRecorder> book, String command) {

  /**
   * @param line for a person
   * @param file empty if it could not be written
   */
  record Written(String line, Optional<Path> file) {}

  /**
   * One that cannot be written must not take the place of the failure that it is about.
   *
   * @return where it is, or why it is nowhere
   */
  Written written(
      Instant now, String gate, String phase, Throwable thrown, RollbackOutcome rollback) {
    try {
      Path file = hotFix(now, gate, phase, thrown, rollback).write(store, server);
      book.ifPresent(
          each -> each.note(EntryKind.HOT_FIX, Map.of("phase", phase, "gate", gate), file));
      GateSheet.hotFix(file);
      return new Written("Hot-fix: " + file, Optional.of(file));
    } catch (RuntimeException e) {
      return new Written("No hot-fix: " + e.getMessage(), Optional.empty());
    }
  }

  private HotFix hotFix(
      Instant now, String gate, String phase, Throwable thrown, RollbackOutcome rollback) {
    return new HotFix(
        now,
        phase,
        gate,
        CauseText.of(thrown),
        thrown instanceof GateStopped stopped ? stopped.verdicts() : List.of(),
        rollback.report().orElse(null),
        rollback.line(),
        List.of("reports/allure/index.html", "metrics/system_diagnostics/"),
        command);
  }
}
