package dev.redline.record.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an entry of the journal is about. */
public enum EntryKind {
  /** A run began: its command and its server. */
  RUN_STARTED,
  /** A gate ended: its verdict. */
  GATE,
  /** A person decided. */
  APPROVAL,
  /** A server is about to be changed, or was. */
  CHANGE,
  /** A server was put back. */
  ROLLBACK,
  /** What a process left unfinished was finished, undone or set aside: a server's, or ours. */
  RECOVERY,
  /** A phase left a task to a person. */
  HOT_FIX,
  /** A person took a hot-fix out of the way, with a reason. */
  WAIVER,
  /** A baseline was accepted. */
  BASELINE,
  /** A run ended: its verdict and what it left behind. */
  RUN_ENDED,
  /** Allure's report of a run was drawn: what it is. */
  REPORT;

  /** As the file has it: {@code run-started}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<EntryKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
