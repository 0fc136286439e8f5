package dev.redline.postgres.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.MadeServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PgBouncer before a real server, in each of its modes. */
@EnabledIf(
    value = "dev.redline.trial.MadeServer#hasPgBouncer",
    disabledReason = "no /usr/sbin/pgbouncer: apt-get install pgbouncer, and stop its service")
class PoolerTest {

  private static MadeServer server;
  private static MadeServer open;

  @BeforeAll
  static void make() throws Exception {
    server = MadeServer.of("pgbouncer");
    open = MadeServer.of("pgbouncer", Map.of("REDLINE_BOUNCER_ADMIN", "postgres"));
  }

  @AfterAll
  static void remove() throws Exception {
    server.close();
    open.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"transaction", "session", "statement"})
  void isRecognisedWithItsModeThoughItsConsoleIsClosed(String mode) throws Exception {
    ServerSurroundings around = around(server.fact(mode + "_url"));

    Participant pooler = only(around);
    assertThat(pooler.name()).isEqualTo("PgBouncer, pool mode " + mode);
    assertThat(pooler.signs()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(pooler.toString())
        .contains("the login named process", "a console answers: FATAL: not allowed");
    assertThat(around.reached()).isEqualTo("127.0.0.1:" + port(server.fact("url")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"transaction", "session", "statement"})
  void isRecognisedWhereItsConsoleIsOpen(String mode) throws Exception {
    assertThat(only(around(open.fact(mode + "_url"))).name())
        .isEqualTo("PgBouncer, pool mode " + mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transaction", "session", "statement"})
  void isRecognisedOnItsSocketToo(String mode) throws Exception {
    String url = server.fact(mode + "_url");
    String socket =
        "postgresql:///app?user=postgres&password=%s&port=%s&host=%s"
            .formatted(
                url.replaceFirst(".*postgres:([^@]*)@.*", "$1"),
                port(url),
                server.folder().resolve(mode));

    assertThat(only(around(socket)).name()).isEqualTo("PgBouncer, pool mode " + mode);
  }

  @Test
  void isNotSeenWhereTheServerItselfIsNamed() throws Exception {
    assertThat(around(server.fact("url")).participants()).isEmpty();
    assertThat(ServerSurroundings.pooler(server.connector())).isEmpty();
  }

  private static ServerSurroundings around(String url) throws Exception {
    return ServerSurroundings.read(MadeServer.connector(url), Clock.systemUTC());
  }

  private static Participant only(ServerSurroundings around) {
    assertThat(around.participants()).hasSize(1);
    List<Participant> poolers = around.recognised(Kind.POOLER);
    assertThat(poolers).hasSize(1);
    return poolers.get(0);
  }

  private static String port(String url) {
    return url.replaceFirst(".*:(\\d+)/app$", "$1");
  }
}
