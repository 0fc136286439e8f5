package dev.redline.phase.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.activity.CacheHits;
import dev.redline.postgres.activity.Contention;
import dev.redline.postgres.activity.ServerMemory;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What could not be seen is no evidence, and what was seen is held against the plan. */
class ContentionCheckTest {

  private static final List<String> BOTH = List.of("redline-evaluation", "redline-ltst");
  private static final Map<String, Integer> BOTH_ACTIVE =
      Map.of("redline-evaluation as e", 9, "redline-ltst as l", 7);
  private static final Optional<MemorySize> HOST = Optional.of(MemorySize.parse("1GB"));

  private final ContentionCheck rules =
      new ContentionCheck(Plan.load(Path.of("gates")).isolation().contention());

  @Test
  void bothAtWorkWithinTheLimitsPass() {
    assertThat(judged(seen(512, true, BOTH_ACTIVE, 3), HOST, BOTH))
        .containsExactly(Status.PASS, Status.PASS, Status.PASS, Status.PASS);
  }

  @Test
  void moreMemoryThanTheHostCanSpareFailsAndAnUnknownHostSaysNothing() {
    Contention seen = seen(1000, true, BOTH_ACTIVE, 3);
    assertThat(judged(seen, HOST, BOTH)).startsWith(Status.FAIL);
    assertThat(judged(seen, Optional.empty(), BOTH)).startsWith(Status.INCONCLUSIVE);
  }

  @Test
  void aSessionThatWaitsTooLongForAnotherOneFails() {
    assertThat(judged(seen(512, true, BOTH_ACTIVE, 25_001), HOST, BOTH)).endsWith(Status.FAIL);
  }

  @Test
  void aWorkloadThatWasNeverSeenAtWorkSaysNothing() {
    assertThat(judged(seen(512, true, Map.of("redline-ltst as l", 7), 3), HOST, BOTH))
        .containsExactly(Status.PASS, Status.PASS, Status.INCONCLUSIVE);
  }

  @Test
  void sessionsThatAreHiddenSayNothing() {
    assertThat(judged(seen(512, false, Map.of(), 0), HOST, List.of()))
        .containsExactly(Status.PASS, Status.PASS, Status.INCONCLUSIVE);
  }

  @Test
  void blocksThatNobodyAskedForSayNothing() {
    Contention idle =
        new Contention(
            Instant.EPOCH,
            new ServerMemory(1, 1, 1, "seen"),
            new CacheHits(5, 5),
            new CacheHits(5, 5),
            List.of(),
            true,
            10,
            BOTH_ACTIVE,
            Map.of(),
            Map.of(),
            0);
    assertThat(judged(idle, HOST, BOTH)).element(1).isEqualTo(Status.INCONCLUSIVE);
  }

  private List<Status> judged(
      Contention seen, Optional<MemorySize> host, List<String> applications) {
    return rules.judge(seen, host, applications).stream().map(Verdict::status).toList();
  }

  private static Contention seen(
      long megabytes, boolean visible, Map<String, Integer> active, double longestBlock) {
    return new Contention(
        Instant.EPOCH,
        new ServerMemory(1, 1, megabytes << 20, "seen"),
        new CacheHits(0, 0),
        new CacheHits(99, 1),
        List.of(),
        visible,
        10,
        active,
        Map.of(),
        Map.of(),
        longestBlock);
  }
}
