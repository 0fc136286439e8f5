package dev.redline.target.container;

import com.github.dockerjava.api.DockerClient;
import dev.redline.plan.Plan;
import dev.redline.plan.TargetOptions;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.ServerProcess;
import dev.redline.target.PasswordFile;
import dev.redline.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;

/** A container target with a home of its own, and ways to look at it from outside. */
final class ContainerTestServer {

  static final TargetOptions OPTIONS = Plan.load(Path.of("gates")).target();
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String CONF = "/var/lib/postgresql/data/postgresql.conf";

  private final Path home;
  private final List<String> said = new ArrayList<>();
  private Target target;

  ContainerTestServer(Path home) {
    this.home = home;
  }

  static boolean engineAnswers() {
    return ContainerEngine.of(System.getenv()).answers()
        && DockerClientFactory.instance().isDockerAvailable();
  }

  static DockerClient engine() {
    return DockerClientFactory.instance().client();
  }

  static String image() {
    return ContainerEngine.of(System.getenv()).image().orElse(OPTIONS.container().image());
  }

  static byte[] with(byte[] original, String line) {
    return (new String(original, StandardCharsets.UTF_8) + "\n" + line + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  void open(boolean fresh) {
    TargetOptions.Connection connection = OPTIONS.connection();
    ConnectionAttempts attempts =
        new ConnectionAttempts(
            connection.attempts(), connection.firstPause(), connection.longestPause());
    target = ContainerTarget.open(home, image(), fresh, OPTIONS, attempts, files -> {}, said::add);
  }

  void remove() {
    target.close();
    volume().remove();
  }

  Target target() {
    return target;
  }

  List<String> said() {
    return said;
  }

  ServerProcess process() {
    return target.control().orElseThrow().process();
  }

  ServerFiles files() {
    return target.control().orElseThrow().files();
  }

  void restart() {
    ServerProcess process = target.control().orElseThrow().process();
    process.stop(PATIENCE);
    process.start(PATIENCE);
  }

  ContainerVolume volume() {
    ContainerImage image = ContainerImage.get(engine(), image(), said::add);
    try {
      return ContainerVolume.of(engine(), folder(image).toRealPath(), image.major());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EngineContainer container() {
    return new EngineContainer(engine(), volume().name());
  }

  String password() {
    ContainerImage image = ContainerImage.get(engine(), image(), said::add);
    return new PasswordFile(folder(image).resolve("password")).read();
  }

  String ask(String query) throws SQLException {
    try (Connection connection = target.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      return only(statement, query);
    }
  }

  void run(String command) throws SQLException {
    try (Connection connection = target.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  /** As in "postgres 600", looked at by the server itself. */
  String owner(String file) throws SQLException {
    try (Connection connection = target.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE answer (line text)");
      statement.execute("COPY answer FROM PROGRAM 'stat -c \"%%U %%a\" %s'".formatted(file));
      return only(statement, "SELECT line FROM answer");
    }
  }

  private Path folder(ContainerImage image) {
    return home.resolve("container-pg" + image.major());
  }

  private static String only(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
