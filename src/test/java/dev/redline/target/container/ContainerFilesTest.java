package dev.redline.target.container;

import static dev.redline.target.container.ContainerTestServer.CONF;
import static dev.redline.target.container.ContainerTestServer.PATIENCE;
import static dev.redline.target.container.ContainerTestServer.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.postgres.ServerFileException;
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
class ContainerFilesTest {

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
  void a_file_written_while_it_runs_keeps_owner_and_mode_and_is_read_on_reload() throws Exception {
    byte[] original = server.files().read(CONF);
    String before = server.owner(CONF);
    server.files().write(CONF, with(original, "work_mem = '7MB'"));
    assertThat(server.ask("SELECT pg_reload_conf()")).isEqualTo("t");
    assertThat(server.files().read(CONF)).isEqualTo(with(original, "work_mem = '7MB'"));
    assertThat(server.owner(CONF)).isEqualTo(before).startsWith("postgres");
    assertThat(server.ask("SHOW work_mem")).isEqualTo("7MB");
    server.files().write(CONF, original);
    assertThat(server.ask("SELECT pg_reload_conf()")).isEqualTo("t");
    assertThat(server.ask("SHOW work_mem")).isEqualTo("4MB");
  }

  @Test
  void a_new_file_belongs_to_the_server_alone_and_can_be_deleted() throws Exception {
    String file = CONF + ".new";
    byte[] content = {0, 1, '\n', (byte) 0xff, '\r'};
    assertThat(server.files().exists(file)).isFalse();
    assertThatThrownBy(() -> server.files().read(file)).isInstanceOf(ServerFileException.class);
    server.files().write(file, content);
    assertThat(server.files().read(file)).isEqualTo(content);
    assertThat(server.owner(file)).isEqualTo("postgres 600");
    server.files().delete(file);
    server.files().delete(file);
    assertThat(server.files().exists(file)).isFalse();
  }

  @Test
  void a_file_that_would_go_with_the_container_is_not_written() {
    assertThatThrownBy(() -> server.files().write("/etc/redline", new byte[0]))
        .isInstanceOf(ServerFileException.class)
        .hasMessageContaining("/etc/redline")
        .hasMessageContaining("outside the volume");
  }

  @Test
  void a_file_that_cannot_be_written_is_named_with_the_reason() {
    assertThatThrownBy(() -> server.files().write(CONF + "/below", new byte[0]))
        .isInstanceOf(ServerFileException.class)
        .hasMessageContaining(CONF + "/below")
        .hasMessageContaining("Not a directory");
  }

  @Test
  @Tag("long")
  void a_file_written_while_it_is_stopped_is_in_force_after_the_start() throws Exception {
    byte[] original = server.files().read(CONF);
    String before = server.owner(CONF);
    server.process().stop(PATIENCE);
    assertThat(server.process().running()).isFalse();
    server.files().write(CONF, with(original, "shared_buffers = '24MB'"));
    server.files().write(CONF + ".stopped", original);
    server.files().delete(CONF + ".stopped");
    assertThat(server.files().exists(CONF + ".stopped")).isFalse();
    assertThat(server.files().read(CONF)).isEqualTo(with(original, "shared_buffers = '24MB'"));
    server.process().start(PATIENCE);
    server.process().start(PATIENCE);
    assertThat(server.ask("SHOW shared_buffers")).isEqualTo("24MB");
    assertThat(server.owner(CONF)).isEqualTo(before);
    server.files().write(CONF, original);
    server.restart();
    assertThat(server.ask("SHOW shared_buffers")).isEqualTo("128MB");
  }
}
