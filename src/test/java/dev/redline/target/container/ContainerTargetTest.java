package dev.redline.target.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.postgres.ApplicationName;
import dev.redline.target.Durability;
import dev.redline.target.TargetException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Tag("container")
@EnabledIf(
    value = "dev.redline.target.container.ContainerTestServer#engineAnswers",
    disabledReason = "no container engine answers here: start one, or see fixtures/container/up")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerTargetTest {

  private ContainerTestServer server;

  @BeforeAll
  void open(@TempDir Path home) {
    server = new ContainerTestServer(home);
    server.open(false);
  }

  @AfterAll
  void remove() {
    server.remove();
  }

  @Test
  void names_what_it_is_and_where_without_the_password() throws Exception {
    assertThat(server.target().description())
        .contains(
            "container " + server.volume().name(),
            ContainerTestServer.image(),
            "127.0.0.1:",
            "data in volume")
        .doesNotContain(server.password());
    assertThat(server.target().memory().orElseThrow().bytes()).isGreaterThan(1L << 28);
  }

  @Test
  void is_reachable_from_this_machine_only() throws Exception {
    assertThat(
            server
                .container()
                .inspect()
                .orElseThrow()
                .getNetworkSettings()
                .getPorts()
                .getBindings())
        .allSatisfy(
            (port, bindings) ->
                assertThat(bindings).allMatch(binding -> binding.getHostIp().equals("127.0.0.1")));
  }

  @Test
  void keeps_its_password_out_of_what_the_engine_shows() throws Exception {
    assertThat(server.container().inspect().orElseThrow().toString())
        .doesNotContain(server.password());
    assertThat(new ContainerLog(server.container()).endAfter(0)).doesNotContain(server.password());
  }

  @Test
  void writes_as_durably_as_in_production() throws SQLException {
    assertThat(List.of("fsync", "full_page_writes", "synchronous_commit"))
        .allSatisfy(name -> assertThat(server.ask("SHOW " + name)).isEqualTo("on"));
    assertThat(
            server.ask(
                """
                SELECT string_agg(name, ',') FROM pg_settings WHERE source = 'command line'
                AND name NOT IN ('config_file', 'data_directory', 'hba_file', 'ident_file')"""))
        .isNull();
  }

  @Test
  void refuses_a_server_that_may_lose_what_was_committed() throws SQLException {
    try (Connection connection = server.target().connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      assertThatThrownBy(() -> Durability.require(connection))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("synchronous_commit = off; required: on");
    }
  }

  @Test
  void a_second_run_is_kept_away() {
    assertThatThrownBy(() -> server.open(false))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("Another run");
    assertThat(server.process().running()).isTrue();
  }

  @Test
  void data_survive_closing_and_fresh_forgets_them() throws Exception {
    server.run("CREATE TABLE kept AS SELECT 1070 AS id");
    server.target().close();
    assertThat(server.container().inspect()).isEmpty();
    server.open(false);
    assertThat(server.ask("SELECT id FROM kept")).isEqualTo("1070");
    server.target().close();
    server.open(true);
    assertThat(server.ask("SELECT to_regclass('kept')")).isNull();
    assertThat(server.said()).contains("-Dfresh: removing volume " + server.volume().name());
  }
}
