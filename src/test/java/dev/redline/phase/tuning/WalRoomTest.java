package dev.redline.phase.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What lets the write-ahead log grow needs the room for it. */
class WalRoomTest {

  private static final long GB = 1L << 30;

  @Test
  void aLogThatMayGrowBeyondItsDiskIsRefused() {
    Verdict verdict = new WalRoom(8 * GB, GB, GB, Optional.of(6 * GB)).verdict();
    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.toString()).contains("6GB free", "required 7GB", "lower max_wal_size");
  }

  @Test
  void whatTheLogHasAlreadyCountsAsRoom() {
    assertThat(new WalRoom(8 * GB, GB, 3 * GB, Optional.of(5 * GB)).verdict().passed()).isTrue();
  }

  @Test
  void aLogThatIsNotLetGrowNeedsNone() {
    assertThat(new WalRoom(GB, GB, 0, Optional.of(0L)).verdict().observed())
        .isEqualTo("not raised");
  }

  @Test
  void aDiskOfAnotherMachineIsLeftToAPerson() {
    Verdict verdict = new WalRoom(8 * GB, GB, 0, Optional.empty()).verdict();
    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.observed()).contains("look for yourself");
  }
}
