package dev.redline.target.container;

import static dev.redline.target.container.ContainerTestServer.CONF;
import static dev.redline.target.container.ContainerTestServer.PATIENCE;
import static dev.redline.target.container.ContainerTestServer.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.postgres.ServerStartException;
import java.nio.file.Path;
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
class ContainerProcessTest {

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
  void a_stop_is_a_clean_shutdown() throws Exception {
    server.restart();
    assertThat(new ContainerLog(server.container()).endAfter(0))
        .contains("database system is shut down")
        .doesNotContain("not properly shut down");
  }

  @Test
  void a_server_that_cannot_start_says_why_and_starts_again_once_its_file_is_back()
      throws Exception {
    byte[] original = server.files().read(CONF);
    server.process().stop(PATIENCE);
    server.files().write(CONF, with(original, "shared_buffers = '900GB'"));
    assertThatThrownBy(() -> server.process().start(PATIENCE))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("could not map anonymous shared memory")
        .hasMessageNotContaining("ready to accept connections");
    assertThat(server.process().running()).isFalse();
    server.files().write(CONF, original);
    server.process().start(PATIENCE);
    assertThat(server.ask("SHOW shared_buffers")).isEqualTo("128MB");
  }

  @Test
  void a_server_that_a_killed_run_left_is_shut_down_before_another_uses_its_data()
      throws Exception {
    server.run("CREATE TABLE IF NOT EXISTS survivor AS SELECT 7 AS id");
    server.target().close();
    ContainerImage image =
        ContainerImage.get(
            ContainerTestServer.engine(), ContainerTestServer.image(), server.said()::add);
    PostgresContainer left =
        new PostgresContainer(
            image,
            server.volume(),
            ContainerTestServer.OPTIONS.container().sharedMemory(),
            server.password());
    left.start();
    server.open(false);
    assertThat(server.said())
        .contains("Removed container %s, left by an earlier run".formatted(server.volume().name()));
    assertThat(new EngineContainer(ContainerTestServer.engine(), left.getContainerId()).inspect())
        .isEmpty();
    assertThat(new ContainerLog(server.container()).endAfter(0))
        .contains("database system was shut down at")
        .doesNotContain("interrupted");
    assertThat(server.ask("SELECT id FROM survivor")).isEqualTo("7");
  }

  @Test
  @Tag("long")
  void a_server_that_does_not_start_leaves_no_container_behind() throws Exception {
    server.files().write(CONF, with(server.files().read(CONF), "shared_buffers = '900GB'"));
    server.target().close();
    assertThatThrownBy(() -> server.open(false)).isInstanceOf(ServerStartException.class);
    assertThat(server.container().inspect()).isEmpty();
    assertThat(server.volume().exists()).isTrue();
    server.open(true);
  }
}
