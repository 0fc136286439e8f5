package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A stage that is judged by every type, distance and index method at once, and by a search that is
 * a SELECT of its owner's.
 */
@Tag("long")
class EverySearchTest {

  private static final Path SERVERS = Path.of("fixtures/servers");

  @Test
  void isCommittedByAllSearchesOfAKnowledgeBase() throws Exception {
    try (MadeTrial made = MadeTrial.of("plain")) {
      made.server().execute(Files.readString(SERVERS.resolve("knowledge-base.sql")));
      made.trial().write("workload.yaml", Files.readString(SERVERS.resolve("knowledge-base.yaml")));

      GateOutcomes waiting = made.untilItsCommit("StageA");
      assertThat(waiting.message()).startsWith("PAUSED: decision about commit");
      made.trial().property("approve", waiting.approvals());

      assertThat(made.trial().run("StageA").failed()).isEmpty();
      assertThat(made.server().query("SHOW jit")).isEqualTo("off");
    }
  }
}
