package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.model.ModelSession;
import dev.redline.rag.metric.Label;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in's own clock proves how often and when requests were sent. */
class RetriesTest extends BedrockTest {

  private static final Served GOOD = Served.text("Entailment");

  /** Long after a judge has given up, however busy the machine is. */
  private static final Duration NEVER = Duration.ofMinutes(2);

  @ParameterizedTest
  @CsvSource({
    "429, ThrottlingException",
    "429, ModelNotReadyException",
    "500, InternalServerException",
    "503, ServiceUnavailableException"
  })
  void aPassingFaultIsRetriedUntilItHasPassed(int status, String type) {
    StandIn standIn = standIn(failing(3, Served.error(status, type, "later")));

    assertThat(check(bedrock(standIn))).containsExactly(Label.ENTAILMENT);
    assertThat(standIn.received()).hasSize(4);
  }

  @Test
  void aConnectionThatEndsWithinTheReplyIsRetried() {
    StandIn standIn = standIn(failing(1, GOOD.tornAfter(40)));

    assertThat(check(bedrock(standIn))).containsExactly(Label.ENTAILMENT);
    assertThat(standIn.received()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 3", "6, 7"})
  void aFaultThatDoesNotPassIsTriedOnceMoreThanThereAreRetries(String retries, int attempts) {
    StandIn standIn = standIn(request -> Served.throttled());
    ModelSession bedrock = bedrock(standIn, "BEDROCK_MAX_RETRIES", retries);

    assertThatThrownBy(() -> check(bedrock))
        .isInstanceOfSatisfying(
            UnusableReplyException.class,
            e -> assertThat(e.reply()).contains("Too many requests, please wait"))
        .hasMessageContaining("Throttled (status 429) to the last of " + attempts + " attempts");
    assertThat(standIn.received()).hasSize(attempts);
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    StandIn standIn = standIn(failing(9, Served.error(503, "ServiceUnavailableException", "")));
    ModelSession bedrock =
        bedrock(
            standIn,
            "BEDROCK_RETRY_BASE",
            "0.08",
            "BEDROCK_RETRY_MAX_SLEEP",
            "0.3",
            "BEDROCK_MAX_RETRIES",
            "9");

    check(bedrock);

    List<Long> pauses = pauses(standIn);
    List<Long> full = List.of(80L, 160L, 300L, 300L, 300L);
    for (int i = 0; i < full.size(); i++) {
      assertThat(pauses.get(i)).as("pause %d", i + 1).isGreaterThanOrEqualTo(full.get(i) / 2);
    }
    // Doubled on and on it would be half of 20 s at least.
    assertThat(pauses.get(8)).isLessThan(10_000L);
  }

  @Test
  void afterThrottlingNothingIsSentUntilTheServiceHasCooledDown() throws Exception {
    StandIn standIn = standIn(failing(1, Served.throttled()));
    ModelSession bedrock =
        bedrock(standIn, "BEDROCK_COOLDOWN_SEC", "0.4", "BEDROCK_MAX_IN_FLIGHT", "4");

    check(bedrock, "first");

    assertThat(pauses(standIn).get(0)).isBetween(400L, NEVER.toMillis() / 2);
  }

  @Test
  void whatOneThreadWasToldTheOthersHeed() throws Exception {
    StandIn standIn = standIn(request -> request.number() == 0 ? Served.throttled() : GOOD);
    ModelSession bedrock =
        bedrock(standIn, "BEDROCK_COOLDOWN_SEC", "0.5", "BEDROCK_MAX_IN_FLIGHT", "1");

    inParallel(4, i -> check(bedrock, "question " + i));

    List<Received> requests = standIn.received();
    long throttled = requests.get(0).nanos();
    assertThat(requests.subList(1, requests.size()))
        .hasSize(4)
        .allMatch(r -> r.nanos() - throttled >= Duration.ofMillis(500).toNanos());
  }

  @Test
  void requestsOfAllThreadsAreSpacedEvenlyRetriesIncluded() throws Exception {
    StandIn standIn = standIn(request -> request.number() % 3 == 0 ? Served.throttled() : GOOD);
    ModelSession bedrock = bedrock(standIn, "BEDROCK_MAX_RPS", "20", "BEDROCK_MAX_IN_FLIGHT", "8");

    long started = System.nanoTime();
    inParallel(8, i -> check(bedrock, "question " + i));

    List<Received> requests = standIn.received();
    assertThat(requests).hasSizeGreaterThan(8);
    // The first comes at any time of its slot, hence one slot less.
    for (int i = 1; i < requests.size(); i++) {
      Duration since = Duration.ofNanos(requests.get(i).nanos() - started);
      assertThat(since).isGreaterThanOrEqualTo(Duration.ofMillis(50L * (i - 1)));
    }
  }

  @Test
  void neverAreMoreRequestsUnderWayThanAllowed() throws Exception {
    StandIn standIn = standIn(request -> GOOD.after(Duration.ofMillis(20)));
    ModelSession bedrock = bedrock(standIn, "BEDROCK_MAX_IN_FLIGHT", "3");

    inParallel(12, i -> check(bedrock, "question " + i));

    assertThat(standIn.received()).hasSize(12);
    assertThat(standIn.mostInFlight()).isEqualTo(3);
  }

  @Test
  void anAttemptThatTakesTooLongIsGivenUpAndRetried() {
    StandIn standIn = standIn(r -> r.number() == 0 ? GOOD.after(NEVER) : GOOD);
    ModelSession bedrock = bedrock(standIn, "BEDROCK_REQUEST_TIMEOUT_SEC", "0.5");

    assertThat(check(bedrock)).containsExactly(Label.ENTAILMENT);
    assertThat(pauses(standIn).get(0)).isBetween(450L, NEVER.toMillis() / 2);
  }

  @Test
  void allAttemptsTogetherTakeNoLongerThanTheTotal() {
    StandIn standIn = standIn(request -> GOOD.after(NEVER));
    ModelSession bedrock =
        bedrock(standIn, "BEDROCK_REQUEST_TIMEOUT_SEC", "0.5", "BEDROCK_TOTAL_TIMEOUT_SEC", "1.2");
    long started = System.nanoTime();

    assertThatThrownBy(() -> check(bedrock))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessageMatching("No reply in time \\(attempts: [1-3]\\)");
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(NEVER.dividedBy(2));
  }

  @Test
  void aPauseBetweenAttemptsEndsWithTheTotalToo() {
    StandIn standIn = standIn(request -> Served.throttled());
    ModelSession bedrock =
        bedrock(
            standIn,
            "BEDROCK_COOLDOWN_SEC",
            "60",
            "BEDROCK_REQUEST_TIMEOUT_SEC",
            "1",
            "BEDROCK_TOTAL_TIMEOUT_SEC",
            "1");

    assertThatThrownBy(() -> check(bedrock))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessage("No reply in time (attempts: 1)");
    assertThat(Thread.interrupted()).isFalse();
  }

  private static Function<Received, Served> failing(int times, Served served) {
    return request -> request.number() < times ? served : GOOD;
  }

  private static List<Label> check(ModelSession bedrock) {
    return check(bedrock, "question");
  }

  private static List<Label> check(ModelSession bedrock, String question) {
    return bedrock.judge().check(question, claims(1), "reference");
  }

  private static List<Long> pauses(StandIn standIn) {
    List<Received> all = standIn.received();
    return IntStream.range(1, all.size())
        .mapToObj(i -> (all.get(i).nanos() - all.get(i - 1).nanos()) / 1_000_000)
        .toList();
  }

  private static void inParallel(int threads, Function<Integer, Object> task) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      all.add(executor.submit(() -> task.apply(number)));
    }
    for (Future<?> each : all) {
      each.get();
    }
    executor.shutdown();
  }
}
