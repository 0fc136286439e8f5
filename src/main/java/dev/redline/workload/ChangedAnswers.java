package dev.redline.workload;

import dev.redline.postgres.Connector;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.answers.Asking;
import dev.redline.workload.answers.PassageCheck;
import dev.redline.workload.answers.PassageComparison;
import dev.redline.workload.answers.PassageSummary;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers of a user's pipeline before and after one change. The methods are the steps, in their
 * order. A change of settings reaches answers only through the passages that are found: these are
 * compared first, without any judge, and only where they changed beyond what the pipeline varies by
 * itself is anything judged.
 */
public final class ChangedAnswers {

  private static final String JUDGED = "changed answers that are judged";

  private final YourAnswers yours;
  private final PassageCheck check;
  private @Nullable Asking first;
  private @Nullable Asking second;
  private @Nullable PassageComparison compared;
  private boolean kept;
  private @Nullable ChangedScores scores;
  private List<Verdict> notJudged = List.of();

  /** Of a change that has not begun. */
  public ChangedAnswers(YourAnswers yours) {
    this.yours = yours;
    this.check = new PassageCheck(yours.asked(), yours.plan().baseline());
  }

  /** Asks the unchanged server twice: what differs is what the pipeline varies by itself. */
  public void askBefore(Connector unchanged) throws SQLException {
    before(yours.ask(unchanged), yours.ask(unchanged));
  }

  /** The same of askings that were kept. */
  public void before(Asking one, Asking other) {
    first = one;
    second = other;
  }

  /** The askings before the change, in their order. */
  public List<Asking> before() {
    return List.of(required(first), required(second));
  }

  /** Asks the changed server; passages are found as before. */
  public Finding passages(Connector changed) throws SQLException {
    PassageComparison now =
        new PassageComparison(yours.all(), required(first), required(second), yours.ask(changed));
    compared = now;
    PassageSummary summary = PassageSummary.of(now);
    yours.say("Answers: " + summary.line());
    List<Verdict> verdicts = check.verdicts(now);
    kept = verdicts.stream().allMatch(Verdict::passed);
    return Finding.of(verdicts, Evidence.of("passages before and after", summary));
  }

  /**
   * Has answers judged whose passages changed, beside those of the unchanged server; says before
   * the first call what that takes. Nothing is judged where passages are worse already.
   */
  public Finding judged() {
    PassageComparison now = required(compared);
    if (!kept) {
      return none("passages are worse already, which takes no judge");
    }
    if (now.changed().isEmpty()) {
      return none("every question found what it had found before");
    }
    if (!check.beyondItsOwn(now)) {
      return none("as many passages changed as on the unchanged server by itself");
    }
    ChangedScores changed = new ChangedScores(yours, now);
    yours.announce(changed.estimate());
    Finding finding = changed.judge();
    scores = changed;
    notJudged = finding.obstacles();
    return finding;
  }

  private static Finding none(String why) {
    return Finding.of(Verdict.pass(JUDGED, "0: " + why, "those whose passages changed"));
  }

  /** Changed answers are not worse than those of the unchanged server to the same questions. */
  public Finding answers() {
    required(compared);
    if (scores == null) {
      return judged();
    }
    return notJudged.isEmpty()
        ? Finding.of(scores.verdicts()).with(scores.moves())
        : Finding.of(notJudged);
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("The step before this one has to run first.");
    }
    return value;
  }
}
