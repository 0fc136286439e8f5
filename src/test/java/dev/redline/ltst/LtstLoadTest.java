package dev.redline.ltst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redline.plan.isolation.LoadOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The load as a conversation memory: nothing that was said is lost, whatever runs at once. */
class LtstLoadTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String SAID = "SELECT sum(next_position) FROM ltst.conversations";
  private static final String REMEMBERED =
      "SELECT (SELECT count(*) FROM ltst.messages)"
          + " + (SELECT sum(last_position - first_position + 1) FROM ltst.memories)";

  private static MemoryServer memory;

  @BeforeAll
  static void start() throws Exception {
    memory = MemoryServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    memory.close();
  }

  @BeforeEach
  void forgetEverything() throws SQLException {
    memory.server().execute("TRUNCATE ltst.conversations RESTART IDENTITY CASCADE");
  }

  @Test
  void everyKindOfOperationIsDoneAndNothingSaidIsLost() throws Exception {
    LoadPlan plan = plan(MemoryServer.small(LONG, 400));
    LtstLoad load = LtstLoad.start(plan, Guard.none(), plan.prepare());
    await().atMost(LONG).until(load::ended);
    LoadStatistics statistics = load.stop();
    assertThat(statistics.failures()).isEmpty();
    assertThat(statistics.heldBack()).isEmpty();
    assertThat(statistics.done()).isEqualTo(400);
    assertThat(statistics.operations().values())
        .allSatisfy(times -> assertThat(times.count()).isPositive())
        .allSatisfy(times -> assertThat(times.p95Millis()).isGreaterThan(0));
    assertThat(value(REMEMBERED)).isEqualTo(value(SAID));
    assertThat(value("SELECT count(*) FROM ltst.messages WHERE embedded_with <> 'hashing-1'"))
        .isNotEqualTo("0");
  }

  @Test
  void aLoadStopsByItselfAfterItsTime() throws Exception {
    LoadPlan plan = plan(MemoryServer.small(Duration.ofSeconds(3), 10_000_000));
    try (LtstLoad load = LtstLoad.start(plan, Guard.none(), plan.prepare())) {
      await().atMost(LONG).until(load::ended);
      assertThat(load.done()).isPositive();
    }
  }

  @Test
  void theSameSeedSaysTheSame() throws Exception {
    plan(MemoryServer.small(LONG, 1)).prepare();
    String hash = "SELECT md5(string_agg(content, '' ORDER BY id)) FROM ltst.messages";
    String first = value(hash);
    forgetEverything();
    plan(MemoryServer.small(LONG, 1)).prepare();
    assertThat(value(hash)).isEqualTo(first);
  }

  @Test
  void compactionPutsOneMemoryInThePlaceOfTheOlderHalf() throws Exception {
    LoadPlan plan = plan(MemoryServer.small(LONG, 1));
    try (LtstSession session = plan.session()) {
      ConversationMemory memories = new ConversationMemory(session, plan.utterances().embedder());
      long conversation = memories.start();
      memories.write(conversation, plan.utterances().turns(7, new Random(1)), "hashing-1");
      Maintenance maintenance = new Maintenance(session, plan.utterances().embedder());
      assertThat(maintenance.compact(conversation, 14)).isZero();
      assertThat(maintenance.compact(conversation, 13)).isEqualTo(7);
      assertThat(value("SELECT first_position || '-' || last_position FROM ltst.memories"))
          .isEqualTo("0-6");
      assertThat(value("SELECT min(position) || '-' || max(position) FROM ltst.messages"))
          .isEqualTo("7-13");
    }
  }

  @Test
  void whatWasSaidIsFoundAgainAlsoOnceItIsCompacted() throws Exception {
    LoadPlan plan = plan(MemoryServer.small(LONG, 1));
    plan.prepare();
    String said = value("SELECT content FROM ltst.messages WHERE speaker = 'user' LIMIT 1");
    String memory = value("SELECT content FROM ltst.memories LIMIT 1");
    try (LtstSession session = plan.session()) {
      Rehydration rehydration = new Rehydration(session);
      assertThat(recall(plan, rehydration, said)).hasSize(8).contains(said);
      assertThat(recall(plan, rehydration, memory)).startsWith(memory);
    }
  }

  @Test
  void aWorkerThatFailsIsOnRecord() throws Exception {
    LoadPlan plan = plan(MemoryServer.small(LONG, 1_000));
    LtstLoad load = LtstLoad.start(plan, Guard.none(), List.of(-1L));
    await().atMost(LONG).until(load::ended);
    assertThat(load.stop().failures()).isNotEmpty();
  }

  private static List<String> recall(LoadPlan plan, Rehydration rehydration, String text)
      throws SQLException {
    return rehydration.recall(plan.utterances().embedder().embed(text), 8);
  }

  private static LoadPlan plan(LoadOptions options) {
    return MemoryServer.load(memory.ltst(), options);
  }

  private static String value(String sql) throws SQLException {
    return memory.server().query(sql).get(0);
  }
}
