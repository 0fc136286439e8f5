package dev.redline.change;

import dev.redline.postgres.ApplicationName;
import dev.redline.state.RunState.PendingChange;
import dev.redline.target.ManualCommands;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way back of a change that is under way, as a person goes it who has the line alone. */
public final class WayByHand {

  private final PhaseContext context;
  private final KeptChanges kept;
  private final String database;

  WayByHand(PhaseContext context, PendingChange pending, String database) {
    this.context = context;
    this.kept = KeptChanges.of(pending);
    this.database = database;
  }

  /**
   * The line; empty where none is known. A throwaway server is stopped when a run ends: the line
   * starts it.
   */
  public Optional<String> line() throws SQLException {
    Optional<ManualCommands> by = context.target().byHand();
    if (by.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = lines(by.get());
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    if (context.target().throwaway()
        && lines.stream().noneMatch(line -> line.endsWith(by.get().restart()))) {
      lines.add(0, by.get().restart());
    }
    return Optional.of(String.join(" && ", lines));
  }

  private List<String> lines(ManualCommands by) throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      return kept.lines(by, database, context.control().files(), connection);
    }
  }

  /**
   * Runs the line as it is printed, and proves that nothing of the change is left.
   *
   * @param line as {@link #line} gave it
   * @throws dev.redline.postgres.ServerControlException if it fails
   */
  public Finding proven(String line) throws SQLException {
    ManualCommands by = context.target().byHand().orElseThrow();
    by.run(line, context.plan().target().limits().command());
    context.control().process().start(context.plan().target().startPatience());
    if (!context.control().process().mayRestart()) {
      new Reload(context.connector()).seen();
    }
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(Verdict.pass("the line for a person", "ran: " + line, "runs as it is printed"));
    verdicts.addAll(kept.gone(context.control().files()));
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      verdicts.addAll(kept.gone(connection));
    }
    return Finding.of(verdicts, Evidence.of("line", line));
  }
}
