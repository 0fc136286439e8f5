package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Judge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Against a stand-in that takes 50 ms for each reply, with 16 requests in flight. Other work on the
 * machine can only make a round slower: the best counts, all are shown. Run with {@code
 * -Dtests.excluded=sample -Dtest=ThroughputBench}.
 */
@Tag("bench")
class ThroughputBench extends BedrockTest {

  private static final Duration LATENCY = Duration.ofMillis(50);
  private static final int IN_FLIGHT = 16;
  private static final int ROUNDS = 12;
  private static final int REQUESTS = 800;
  private static final Duration IDEAL = LATENCY.multipliedBy(REQUESTS / IN_FLIGHT);
  private static final String REFERENCE = "A reference of some length. ".repeat(20);

  @Test
  void sixteenInFlightReachNinetyFivePercentOfTheIdealThroughput() throws Exception {
    StandIn standIn = standIn(request -> Served.text("Neutral").after(LATENCY));

    List<Duration> rounds = rounds(judge(standIn), "measured");

    double share = (double) IDEAL.toMillis() / Collections.min(rounds).toMillis();
    System.out.printf(
        "throughput: %d requests in %s, ideal %s: %.1f %% of ideal (at least 95 %%)%n",
        REQUESTS, rounds, IDEAL, 100 * share);
    assertThat(standIn.mostInFlight()).isEqualTo(IN_FLIGHT);
    assertThat(share).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void aRerunFromTheCacheIsFiftyTimesFaster() throws Exception {
    StandIn standIn = standIn(request -> Served.text("Neutral").after(LATENCY));
    List<Duration> paid = rounds(judge(standIn), "measured");
    int requests = standIn.received().size();

    List<Duration> cached = rounds(judge(standIn), "measured");

    double ratio = (double) Collections.min(paid).toNanos() / Collections.min(cached).toNanos();
    System.out.printf(
        "cached rerun: %d requests in %s against %s: %.0f times faster (at least 50)%n",
        REQUESTS, cached, paid, ratio);
    assertThat(standIn.received()).hasSize(requests);
    assertThat(ratio).isGreaterThanOrEqualTo(50);
  }

  private Judge judge(StandIn standIn) {
    return bedrock(standIn, "BEDROCK_MAX_IN_FLIGHT", "16", "BEDROCK_MAX_RPS", "10000").judge();
  }

  private static List<Duration> rounds(Judge judge, String name) throws Exception {
    List<Duration> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(round(judge, name + " " + round));
    }
    return rounds;
  }

  /** With more threads than requests in flight, or none would wait while another reads. */
  private static Duration round(Judge judge, String name) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2 * IN_FLIGHT);
    List<Callable<Object>> checks = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      String question = name + " " + i;
      checks.add(() -> judge.check(question, claims(5), REFERENCE));
    }
    long started = System.nanoTime();
    for (Future<Object> each : threads.invokeAll(checks)) {
      each.get();
    }
    Duration taken = Duration.ofMillis((System.nanoTime() - started) / 1_000_000);
    threads.shutdown();
    return taken;
  }
}
