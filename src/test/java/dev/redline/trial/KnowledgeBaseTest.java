package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Phases on a database of somebody's with every type, distance and index method. */
@Tag("long")
class KnowledgeBaseTest {

  private static final Path SERVERS = Path.of("fixtures/servers");

  private MadeTrial made;

  @BeforeEach
  void makeServer() throws Exception {
    made = MadeTrial.of("plain");
    made.server().execute(Files.readString(SERVERS.resolve("knowledge-base.sql")));
    made.trial().write("workload.yaml", Files.readString(SERVERS.resolve("knowledge-base.yaml")));
  }

  @AfterEach
  void removeServer() throws Exception {
    made.close();
  }

  @Test
  void isSearchedUnderTheQueryTimePolicy() {
    assertThat(made.trial().run("QueryPolicy").failed()).isEmpty();
  }

  @Test
  void meetsRedLinesAndLatency() {
    assertThat(made.trial().run("RedLine", "Latency").failed()).isEmpty();
  }

  @Test
  void isObserved() {
    assertThat(made.untilItsCommit("Observability").message())
        .startsWith("PAUSED: decision about commit");
  }

  @Test
  void isNotObservedWhereNoSearchCanBeCountedWhichIsKnownBeforeAnybodyIsAsked() throws Exception {
    String file = Files.readString(SERVERS.resolve("knowledge-base.yaml"));
    String people = file.substring(file.indexOf("  - name: people"), file.indexOf("  - name: Eng"));
    made.trial()
        .write("workload.yaml", "searches:\n" + people + file.substring(file.indexOf("answers:")));
    assertThat(made.trial().run("Observability").message())
        .contains("INCONCLUSIVE: a search whose scans the server counts")
        .contains("search people uses no vector index");
  }

  @Test
  void isIsolated() {
    assertThat(made.untilItsCommit("Isolation").message())
        .startsWith("PAUSED: decision about commit");
  }
}
