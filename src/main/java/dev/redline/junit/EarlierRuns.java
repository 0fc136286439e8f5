package dev.redline.junit;

import dev.redline.approval.AcceptedDifference;
import dev.redline.change.OtherClones;
import dev.redline.change.PhaseContext;
import dev.redline.change.Recovery;
import dev.redline.change.RollbackReport;
import dev.redline.record.journal.EntryKind;
import java.util.Map;
import java.util.Optional;

/** What other runs have left on a server, before this one begins. */
final class EarlierRuns {

  private EarlierRuns() {}

  /** What other clones have done with the server counts before this one puts anything back. */
  static void meet(PhaseContext context, RunRecorder book, RunConditions conditions) {
    Optional<OtherClones> others = OtherClones.of(context);
    String word = conditions.properties().getOrDefault("takeover", "").strip();
    others.flatMap(OtherClones::settleOwn).ifPresent(found -> met(context, book, found));
    if (!word.isEmpty()) {
      others.flatMap(each -> each.takeOver(word)).ifPresent(found -> met(context, book, found));
    }
    others
        .flatMap(OtherClones::unfinished)
        .ifPresent(mark -> context.say().accept("Not committed on this server: " + mark));
  }

  private static void met(PhaseContext context, RunRecorder book, String found) {
    context.say().accept(found);
    book.note(EntryKind.RECOVERY, Map.of("otherClones", found));
  }

  /** What an interrupted run of this clone has left is put back. */
  static void recover(PhaseContext context, RunRecorder book, RunConditions conditions) {
    Recovery recovery = new Recovery(context.store());
    Optional<String> interrupted = recovery.describe();
    interrupted.ifPresent(context.say());
    Optional<RollbackReport> report = rolledBack(recovery, context, book, interrupted.orElse(""));
    report.map(RollbackReport::toString).ifPresent(context.say());
    report.ifPresent(
        done ->
            book.rolledBack(
                EntryKind.RECOVERY,
                interrupted.orElse(""),
                done.proof().passed(),
                done.toString()));
    Optional<AcceptedDifference> accepted = AcceptedDifference.from(conditions.properties());
    if (report.isPresent()
        && recovery.requireProof(report.get(), accepted, context.marks(), conditions.clock())) {
      book.resolved(accepted.orElseThrow());
    }
  }

  private static Optional<RollbackReport> rolledBack(
      Recovery recovery, PhaseContext context, RunRecorder book, String interrupted) {
    try {
      return recovery.rollBack(context);
    } catch (RuntimeException e) {
      book.rolledBack(EntryKind.RECOVERY, interrupted, false, String.valueOf(e.getMessage()));
      throw e;
    }
  }
}
