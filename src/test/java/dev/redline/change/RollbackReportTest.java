package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackReportTest {

  private static final Verdict SAME = Verdict.pass("settings", "as before", "as before");
  private static final Verdict LOST = Verdict.fail("rows of t", "9", "10", "restore t");

  @Test
  void rolledBackIsSaidWithItsTimeWhereEverythingIsProven() {
    assertThat(new RollbackReport(Finding.of(SAME), Duration.ofMillis(240)).toString())
        .startsWith("Rolled back in 240 ms");
  }

  @Test
  void rolledBackIsNotSaidWhereAnythingIsNotProven() {
    RollbackReport report =
        new RollbackReport(Finding.of(List.of(SAME, LOST)), Duration.ofMillis(240));

    assertThat(report.toString())
        .startsWith("NOT PROVEN TO BE BACK")
        .contains(LOST.toString())
        .doesNotContainIgnoringCase("rolled back");
  }
}
