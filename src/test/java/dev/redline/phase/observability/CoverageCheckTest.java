package dev.redline.phase.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.postgres.activity.StatementActivity;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageCheckTest {

  private final CoverageCheck rules =
      new CoverageCheck(Plan.load(Path.of("gates")).observability().coverage());

  @Test
  void allSearchesAndNearlyAllPagesPass() {
    assertThat(judged(200, 200, activity(200, 99_000, 100_000, 0)))
        .allMatch(Verdict::passed)
        .extracting(Verdict::observed)
        .containsExactly(
            "100.0 % (200 of 200), entries forgotten 0 times",
            "99.0 % (99000 of 100000), entries forgotten 0 times");
  }

  @Test
  void searchesThatWereNotCountedFail() {
    assertThat(judged(200, 200, activity(179, 99_000, 100_000, 0)))
        .extracting(Verdict::status)
        .containsExactly(Status.FAIL, Status.PASS);
  }

  @Test
  void pagesThatNobodyAccountsForFail() {
    assertThat(judged(200, 200, activity(200, 50_000, 100_000, 0)))
        .extracting(Verdict::status)
        .containsExactly(Status.PASS, Status.FAIL);
  }

  @Test
  void whatWasForgottenIsSaidWithTheWayOut() {
    Verdict verdict = judged(200, 200, activity(100, 50_000, 100_000, 3)).get(0);
    assertThat(verdict.observed()).endsWith("entries forgotten 3 times");
    assertThat(verdict.next()).startsWith("raise pg_stat_statements.max");
  }

  @Test
  void aServerThatCountedLessThanWasDoneTellsNothing() {
    assertThat(judged(200, 120, activity(200, 0, 100, 0)))
        .extracting(Verdict::status)
        .containsExactly(Status.INCONCLUSIVE, Status.INCONCLUSIVE);
  }

  private List<Verdict> judged(long searches, long scans, StatementActivity activity) {
    return rules.judge(new Coverage(searches, scans, activity));
  }

  private static StatementActivity activity(long calls, long seen, long all, long forgotten) {
    return new StatementActivity(calls, seen, all, forgotten);
  }
}
