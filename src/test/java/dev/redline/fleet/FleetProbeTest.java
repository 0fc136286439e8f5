package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Fleet;
import dev.redline.plan.TimeLimits;
import dev.redline.plan.value.MemorySize;
import dev.redline.verdict.Verdict;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fleet of a leader and a replica, each with an API of its own. */
class FleetProbeTest {

  private static final Duration SHORT = Duration.ofSeconds(5);

  private PatroniStandIn leader;
  private PatroniStandIn replica;

  @BeforeEach
  void start() throws Exception {
    leader = new PatroniStandIn();
    replica = new PatroniStandIn();
    told(cluster());
  }

  private void told(String cluster) {
    for (PatroniStandIn member : List.of(leader, replica)) {
      member
          .at("cluster", cluster)
          .at(
              "config",
              "{'synchronous_mode': true, 'postgresql': {'parameters': {'max_connections': 60}}}");
    }
    leader.at("patroni", own("master", "'replication': [" + receiver("streaming") + "], "));
    replica.at("patroni", own("replica", ""));
  }

  private static String receiver(String state) {
    return "{'application_name': 'b', 'state': '%s'}".formatted(state);
  }

  private static String own(String role, String more) {
    return ("{'state': 'running', 'role': '%s', 'server_version': 150018, %s"
            + "'database_system_identifier': '77', 'patroni': {'version': '3.0.2', 'scope': 'f'}}")
        .formatted(role, more);
  }

  private String cluster() {
    return ("{'members': ["
            + "{'name': 'a', 'role': 'leader', 'state': 'running', 'api_url': '%spatroni',"
            + " 'host': 'h1', 'port': 5432, 'timeline': 3},"
            + "{'name': 'b', 'role': 'replica', 'state': 'running', 'api_url': '%spatroni',"
            + " 'host': 'h2', 'port': 5432, 'timeline': 3, 'lag': 5, 'tags': {'nofailover': true}}]}")
        .formatted(leader.api(), replica.api());
  }

  @AfterEach
  void stop() {
    leader.close();
    replica.close();
  }

  private Fleet fleet(URI... api) {
    return new Fleet(
        List.of(api),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new MemorySize(16L << 20),
        Duration.ofSeconds(10),
        2,
        Optional.empty());
  }

  static FleetProbe probe(Fleet fleet, Map<String, String> environment) {
    TimeLimits limits =
        new TimeLimits(SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT);
    return new FleetProbe(fleet, new PatroniClient(fleet, limits, environment));
  }

  private List<Verdict> judged() throws Exception {
    Fleet fleet = fleet(leader.api(), replica.api());
    return new FleetCheck(probe(fleet, Map.of()).read(), fleet).judge();
  }

  private String obstacles() throws Exception {
    return judged().stream()
        .filter(verdict -> !verdict.passed())
        .map(Verdict::toString)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void everyMemberIsInOneTable() throws Exception {
    FleetView view = probe(fleet(leader.api()), Map.of()).read();
    assertThat(view.scope()).isEqualTo("f");
    assertThat(view.synchronous()).isEqualTo("true");
    assertThat(view.parameters()).containsEntry("max_connections", "60");
    assertThat(view.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "Fleet f by " + leader.api() + ", synchronous_mode true",
            "member role state server TL lag streaming restart Patroni",
            "a leader running h1:5432 3 3.0.2",
            "b replica running h2:5432 3 5 B yes 3.0.2 {nofailover=true}");
    assertThat(obstacles()).isEmpty();
  }

  @Test
  void oneAddressThatAnswersIsEnoughToKnowItAndTheOtherIsNamed() throws Exception {
    URI nobody = nobody();
    Fleet fleet = fleet(nobody, replica.api());
    FleetView view = probe(fleet, Map.of()).read();
    assertThat(view.members()).hasSize(2);
    assertThat(new FleetCheck(view, fleet).judge().toString())
        .contains("2 members; no answer from " + nobody);
    assertThatThrownBy(() -> probe(fleet(nobody), Map.of()).read())
        .isInstanceOf(FleetUnknownException.class)
        .hasMessageContaining(nobody + " (no connection");
  }

  private static URI nobody() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:%d/".formatted(free.getLocalPort()));
    }
  }

  @Test
  void aMemberWhoseOwnApiDoesNotAnswerIsNamed() throws Exception {
    told(cluster().replace(replica.api().toString(), nobody().toString()));
    assertThat(obstacles())
        .contains("FAIL: members of the fleet: observed 2 members; b: API does not");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'role': 'leader'|'role': 'replica'|leader none; taking writes by their own word: a",
        "'timeline': 3},|'timeline': 3, 'pending_restart': true},|nobody planned: observed a",
        "]}|], 'pause': true}|observed paused",
        "]}|], 'scheduled_switchover': {'at': 'noon', 'from': 'a'}}|a switchover is planned",
        "'name': 'b', 'role': 'replica', 'state': 'running'|'name': 'b', 'role': 'replica', 'state': 'start failed'|b is in state \"start failed\"",
        "'lag': 5|'lag': 16777217|b: 16777217 bytes behind",
        "'lag': 5|'lag': 'unknown'|b: lag unknown",
        "'timeline': 3, 'lag'|'timeline': 2, 'lag'|b: timeline 2"
      })
  void whatIsNotInOrderFails(String from, String to, String said) throws Exception {
    told(cluster().replace(from, to));
    assertThat(obstacles()).contains("FAIL").contains(said);
  }

  @Test
  void aRestartThatSomebodyPlannedIsNoObstacle() throws Exception {
    told(
        cluster()
            .replace(
                "'timeline': 3},",
                "'timeline': 3, 'pending_restart': true, 'scheduled_restart': {'schedule': 'x'}},"));
    assertThat(obstacles()).isEmpty();
  }

  @Test
  void aReplicaThatNobodySendsChangesFailsThoughItsLagIsZero() throws Exception {
    told(cluster().replace("'lag': 5", "'lag': 0"));
    leader.at("patroni", own("master", "'replication': [" + receiver("startup") + "], "));
    assertThat(obstacles()).contains("b: no member sends it changes");
    replica.at("patroni", own("replica", "'replication_state': 'streaming', "));
    assertThat(obstacles()).isEmpty();
  }

  @Test
  void aSecondServerThatTakesWritesAWatchdogAndTooFewMembersFail() throws Exception {
    replica.at("patroni", own("master", "'watchdog_failed': true, "));
    assertThat(obstacles())
        .contains("leader a; taking writes by their own word: a, b")
        .contains("b: its watchdog failed");
    told(cluster().replaceAll(",\\{'name': 'b'.*", "]}"));
    assertThat(obstacles()).contains("observed 1 members, required at least 2");
  }

  @Test
  void thePasswordGoesToAddressesOfTheFileAloneAndIntoNoMessage() throws Exception {
    Fleet plain = fleet(leader.api());
    Fleet fleet =
        new Fleet(
            plain.api(),
            Optional.of(new Fleet.Account("reader", "API_PASSWORD")),
            Optional.empty(),
            Optional.empty(),
            plain.replicaLag(),
            plain.writeGap(),
            2,
            Optional.empty());
    FleetView view = probe(fleet, Map.of("API_PASSWORD", "secret")).read();
    assertThat(leader.authorizations()).containsOnly("Basic cmVhZGVyOnNlY3JldA==");
    assertThat(replica.authorizations()).containsOnly("null");
    assertThat(view.toString()).doesNotContain("secret");
    assertThatThrownBy(() -> probe(fleet, Map.of()).read())
        .hasMessageContaining("the variable API_PASSWORD is not set");
  }

  @Test
  void whatIsNotPatronisIsSaid() {
    leader.at("cluster", "<html>");
    assertThatThrownBy(() -> probe(fleet(leader.api()), Map.of()).read())
        .hasMessageContaining("HTTP 200, and no JSON");
    leader.at("cluster", "{}");
    assertThatThrownBy(() -> probe(fleet(leader.api()), Map.of()).read())
        .hasMessageContaining("it names no members");
  }
}
