package dev.redline.rag.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Judge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Against a stand-in that takes 50 ms for each reply, with 16 requests in flight. Run with {@code
 * -Dbench.tags= -Dtest=ThroughputBench}.
 */
@Tag("bench")
class ThroughputBench extends BedrockTest {

  private static final Duration LATENCY = Duration.ofMillis(50);
  private static final int IN_FLIGHT = 16;
  private static final int WARM_UP = 1_600;
  private static final int REQUESTS = 4_800;

  @Test
  void sixteenInFlightReachNinetyFivePercentOfTheIdealThroughput() throws Exception {
    StandIn standIn = standIn(request -> Served.text("Neutral").after(LATENCY));
    Judge judge = bedrock(standIn, "BEDROCK_MAX_IN_FLIGHT", "16").judge();
    checkAll(judge, "warm-up", WARM_UP);

    Duration taken = checkAll(judge, "measured", REQUESTS);

    Duration ideal = LATENCY.multipliedBy(REQUESTS / IN_FLIGHT);
    double share = (double) ideal.toNanos() / taken.toNanos();
    System.out.printf(
        "throughput: %d requests in %d ms, ideal %d ms: %.1f %% of ideal (at least 95 %%)%n",
        REQUESTS, taken.toMillis(), ideal.toMillis(), 100 * share);
    assertThat(standIn.mostInFlight()).isEqualTo(IN_FLIGHT);
    assertThat(share).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void aRerunFromTheCacheIsFiftyTimesFaster() throws Exception {
    StandIn standIn = standIn(request -> Served.text("Neutral").after(LATENCY));
    Judge first = bedrock(standIn, "BEDROCK_MAX_IN_FLIGHT", "16").judge();
    checkAll(first, "warm-up", WARM_UP);
    Duration paid = checkAll(first, "measured", REQUESTS);
    int requests = standIn.received().size();

    Judge again = bedrock(standIn, "BEDROCK_MAX_IN_FLIGHT", "16").judge();
    Duration cached = checkAll(again, "measured", REQUESTS);

    double ratio = (double) paid.toNanos() / cached.toNanos();
    System.out.printf(
        "cached rerun: %d ms against %d ms: %.0f times faster (at least 50)%n",
        cached.toMillis(), paid.toMillis(), ratio);
    assertThat(standIn.received()).hasSize(requests);
    assertThat(ratio).isGreaterThanOrEqualTo(50);
  }

  private static Duration checkAll(Judge judge, String name, int requests) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);
    List<Callable<Object>> checks = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      String question = name + " " + i;
      checks.add(() -> judge.check(question, claims(5), "A reference of some length. ".repeat(20)));
    }
    long started = System.nanoTime();
    for (Future<Object> each : threads.invokeAll(checks)) {
      each.get();
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - started);
    threads.shutdown();
    return taken;
  }
}
