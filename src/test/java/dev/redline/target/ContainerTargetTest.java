package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import dev.redline.plan.Plan;
import dev.redline.plan.TargetOptions;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.ServerFileException;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerStartException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

@Tag("container")
@EnabledIf(
    value = "engineAnswers",
    disabledReason = "no container engine answers here: start one, or see fixtures/container/up")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerTargetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TargetOptions OPTIONS = Plan.load(Path.of("gates")).target();
  private static final String CONF = "/var/lib/postgresql/data/postgresql.conf";

  private final List<String> said = new ArrayList<>();
  private Path home;
  private Target target;

  static boolean engineAnswers() {
    return ContainerEngine.of(System.getenv()).answers()
        && DockerClientFactory.instance().isDockerAvailable();
  }

  @BeforeAll
  void open(@TempDir Path home) {
    this.home = home;
    target = open(false);
  }

  @AfterAll
  void remove() throws Exception {
    target.close();
    volume().remove();
  }

  @Test
  void names_what_it_is_and_where_without_the_password() throws Exception {
    assertThat(target.description())
        .contains("container " + volume().name(), image(), "127.0.0.1:", "data in volume")
        .doesNotContain(password());
    assertThat(target.memory().orElseThrow().bytes()).isGreaterThan(1L << 28);
  }

  @Test
  void is_reachable_from_this_machine_only() throws Exception {
    assertThat(container().inspect().orElseThrow().getNetworkSettings().getPorts().getBindings())
        .allSatisfy(
            (port, bindings) ->
                assertThat(bindings).allMatch(binding -> binding.getHostIp().equals("127.0.0.1")));
  }

  @Test
  void keeps_its_password_out_of_what_the_engine_shows() throws Exception {
    assertThat(container().inspect().orElseThrow().toString()).doesNotContain(password());
    assertThat(new ContainerLog(container()).endAfter(0)).doesNotContain(password());
  }

  @Test
  void writes_as_durably_as_in_production() throws SQLException {
    assertThat(List.of("fsync", "full_page_writes", "synchronous_commit"))
        .allSatisfy(name -> assertThat(ask("SHOW " + name)).isEqualTo("on"));
    assertThat(
            ask(
                """
                SELECT string_agg(name, ',') FROM pg_settings WHERE source = 'command line'
                AND name NOT IN ('config_file', 'data_directory', 'hba_file', 'ident_file')"""))
        .isNull();
  }

  @Test
  void refuses_a_server_that_may_lose_what_was_committed() throws SQLException {
    try (Connection connection = target.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      assertThatThrownBy(() -> Durability.require(connection))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("synchronous_commit = off; required: on");
    }
  }

  @Test
  void a_file_written_while_it_runs_keeps_owner_and_mode_and_is_read_on_reload() throws Exception {
    byte[] original = files().read(CONF);
    String before = owner(CONF);
    files().write(CONF, with(original, "work_mem = '7MB'"));
    assertThat(ask("SELECT pg_reload_conf()")).isEqualTo("t");
    assertThat(files().read(CONF)).isEqualTo(with(original, "work_mem = '7MB'"));
    assertThat(owner(CONF)).isEqualTo(before).startsWith("postgres");
    assertThat(ask("SHOW work_mem")).isEqualTo("7MB");
    files().write(CONF, original);
    assertThat(ask("SELECT pg_reload_conf()")).isEqualTo("t");
    assertThat(ask("SHOW work_mem")).isEqualTo("4MB");
  }

  @Test
  void a_new_file_belongs_to_the_server_alone_and_can_be_deleted() throws Exception {
    String file = CONF + ".new";
    byte[] content = {0, 1, '\n', (byte) 0xff, '\r'};
    assertThat(files().exists(file)).isFalse();
    assertThatThrownBy(() -> files().read(file)).isInstanceOf(ServerFileException.class);
    files().write(file, content);
    assertThat(files().read(file)).isEqualTo(content);
    assertThat(owner(file)).isEqualTo("postgres 600");
    files().delete(file);
    files().delete(file);
    assertThat(files().exists(file)).isFalse();
  }

  @Test
  void a_file_that_would_go_with_the_container_is_not_written() {
    assertThatThrownBy(() -> files().write("/etc/redline", new byte[0]))
        .isInstanceOf(ServerFileException.class)
        .hasMessageContaining("/etc/redline")
        .hasMessageContaining("outside the volume");
  }

  @Test
  void a_file_that_cannot_be_written_is_named_with_the_reason() {
    assertThatThrownBy(() -> files().write(CONF + "/below", new byte[0]))
        .isInstanceOf(ServerFileException.class)
        .hasMessageContaining(CONF + "/below")
        .hasMessageContaining("Not a directory");
  }

  @Test
  void a_file_written_while_it_is_stopped_is_in_force_after_the_start() throws Exception {
    byte[] original = files().read(CONF);
    String before = owner(CONF);
    process().stop(PATIENCE);
    assertThat(process().running()).isFalse();
    files().write(CONF, with(original, "shared_buffers = '24MB'"));
    files().write(CONF + ".stopped", original);
    files().delete(CONF + ".stopped");
    assertThat(files().exists(CONF + ".stopped")).isFalse();
    assertThat(files().read(CONF)).isEqualTo(with(original, "shared_buffers = '24MB'"));
    process().start(PATIENCE);
    process().start(PATIENCE);
    assertThat(ask("SHOW shared_buffers")).isEqualTo("24MB");
    assertThat(owner(CONF)).isEqualTo(before);
    files().write(CONF, original);
    target.control().orElseThrow().restart(PATIENCE);
    assertThat(ask("SHOW shared_buffers")).isEqualTo("128MB");
  }

  @Test
  void a_stop_is_a_clean_shutdown() throws Exception {
    target.control().orElseThrow().restart(PATIENCE);
    assertThat(new ContainerLog(container()).endAfter(0))
        .contains("database system is shut down")
        .doesNotContain("not properly shut down");
  }

  @Test
  void a_server_that_cannot_start_says_why_and_starts_again_once_its_file_is_back()
      throws Exception {
    byte[] original = files().read(CONF);
    process().stop(PATIENCE);
    files().write(CONF, with(original, "shared_buffers = '900GB'"));
    assertThatThrownBy(() -> process().start(PATIENCE))
        .isInstanceOfSatisfying(
            ServerStartException.class,
            e ->
                assertThat(e.log())
                    .contains("could not map anonymous shared memory")
                    .doesNotContain("ready to accept connections"));
    assertThat(process().running()).isFalse();
    files().write(CONF, original);
    process().start(PATIENCE);
    assertThat(ask("SHOW shared_buffers")).isEqualTo("128MB");
  }

  @Test
  void a_second_run_is_kept_away() {
    assertThatThrownBy(() -> open(false))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("Another run");
    assertThat(process().running()).isTrue();
  }

  @Test
  void data_survive_closing_and_fresh_forgets_them() throws Exception {
    run("CREATE TABLE kept AS SELECT 1070 AS id");
    target.close();
    assertThat(container().inspect()).isEmpty();
    target = open(false);
    assertThat(ask("SELECT id FROM kept")).isEqualTo("1070");
    target.close();
    target = open(true);
    assertThat(ask("SELECT to_regclass('kept')")).isNull();
    assertThat(said).contains("-Dfresh: removing volume " + volume().name());
  }

  @Test
  void a_server_that_a_killed_run_left_is_shut_down_before_another_uses_its_data()
      throws Exception {
    run("CREATE TABLE IF NOT EXISTS survivor AS SELECT 7 AS id");
    target.close();
    ContainerImage image = ContainerImage.get(engine(), image(), said::add);
    PostgresContainer left =
        new PostgresContainer(image, volume(), OPTIONS.container().sharedMemory(), password());
    left.start();
    target = open(false);
    assertThat(said)
        .contains("Removed container %s, left by an earlier run".formatted(volume().name()));
    assertThat(new EngineContainer(engine(), left.getContainerId()).inspect()).isEmpty();
    assertThat(new ContainerLog(container()).endAfter(0))
        .contains("database system was shut down at")
        .doesNotContain("interrupted");
    assertThat(ask("SELECT id FROM survivor")).isEqualTo("7");
  }

  @Test
  void a_server_that_does_not_start_leaves_no_container_behind() throws Exception {
    files().write(CONF, with(files().read(CONF), "shared_buffers = '900GB'"));
    target.close();
    assertThatThrownBy(() -> open(false)).isInstanceOf(ServerStartException.class);
    assertThat(container().inspect()).isEmpty();
    assertThat(volume().exists()).isTrue();
    target = open(true);
  }

  private Target open(boolean fresh) {
    TargetOptions.Connection connection = OPTIONS.connection();
    ConnectionAttempts attempts =
        new ConnectionAttempts(
            connection.attempts(), connection.firstPause(), connection.longestPause());
    return ContainerTarget.open(home, image(), fresh, OPTIONS, attempts, said::add);
  }

  private static String image() {
    return ContainerEngine.of(System.getenv()).image().orElse(OPTIONS.container().image());
  }

  private static DockerClient engine() {
    return DockerClientFactory.instance().client();
  }

  private ContainerVolume volume() throws Exception {
    ContainerImage image = ContainerImage.get(engine(), image(), said::add);
    return ContainerVolume.of(engine(), place().toRealPath(), image.major());
  }

  private Path place() {
    return home.resolve("container-pg17");
  }

  private EngineContainer container() throws Exception {
    return new EngineContainer(engine(), volume().name());
  }

  private String password() {
    return new PasswordFile(place().resolve("password")).read();
  }

  private ServerProcess process() {
    return target.control().orElseThrow().process();
  }

  private ServerFiles files() {
    return target.control().orElseThrow().files();
  }

  private static byte[] with(byte[] original, String line) {
    return (new String(original, StandardCharsets.UTF_8) + "\n" + line + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private String owner(String file) throws SQLException {
    try (Connection connection = target.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE answer (line text)");
      statement.execute("COPY answer FROM PROGRAM 'stat -c \"%%U %%a\" %s'".formatted(file));
      return only(statement, "SELECT line FROM answer");
    }
  }

  private String ask(String query) throws SQLException {
    try (Connection connection = target.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      return only(statement, query);
    }
  }

  private void run(String command) throws SQLException {
    try (Connection connection = target.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static String only(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
