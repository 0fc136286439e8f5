package dev.redline.change.mark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.state.KeptChange;
import dev.redline.state.RunState.PendingChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Another process, which iterates over maps in another order, finds the same digest. */
class SharedOriginalTest {

  private static final String DIGEST =
      "919946fbc47c6e692badf12fbf08db35d682be3ec8921146c3464ab9a24bc38c";

  @Test
  void theDigestIsTheSameInEveryProcess() {
    Map<String, String> values =
        Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6", "g", "7", "h", "8");
    PendingChange pending =
        new PendingChange(
            "stageA",
            List.of(new KeptChange("file", "/conf", values, List.of("RESET a"))),
            "/keep/a.json",
            "beef",
            false,
            Instant.EPOCH,
            "c0ffee",
            "/work on host",
            "feed");
    assertThat(new SharedOriginal(pending, "{}").digest()).isEqualTo(DIGEST);
  }
}
