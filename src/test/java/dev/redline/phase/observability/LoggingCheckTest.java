package dev.redline.phase.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoggingCheckTest {

  private final LoggingCheck rules = new LoggingCheck(Duration.ofMillis(300));

  @Test
  void aLineInTheLogPasses() {
    assertThat(rules.judge(new SlowStatement(250, Optional.of(List.of("duration: 300 ms")), "")))
        .returns(Status.PASS, Verdict::status)
        .returns("1 (log_min_duration_statement 250 ms)", Verdict::observed);
  }

  @Test
  void aLogWithoutTheLineFailsWhateverTheSettingSays() {
    assertThat(rules.judge(new SlowStatement(250, Optional.of(List.of()), "")).status())
        .isEqualTo(Status.FAIL);
  }

  @Test
  void whereTheLogCannotBeReadTheSettingIsJudgedAndThatIsSaid() {
    assertThat(rules.judge(new SlowStatement(250, Optional.empty(), "permission denied")))
        .returns(Status.PASS, Verdict::status)
        .returns(
            "log_min_duration_statement 250 ms; the log itself was not read: permission denied",
            Verdict::observed);
  }

  @Test
  void aThresholdAboveTheStatementFailsWhereTheLogCannotBeRead() {
    assertThat(rules.judge(new SlowStatement(301, Optional.empty(), "")).status())
        .isEqualTo(Status.FAIL);
    assertThat(rules.judge(new SlowStatement(-1, Optional.empty(), "")).status())
        .isEqualTo(Status.FAIL);
  }
}
