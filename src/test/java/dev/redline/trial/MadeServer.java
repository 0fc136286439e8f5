package dev.redline.trial;

import dev.redline.dsn.Dsn;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A server of a kind that people have, made by fixtures/servers/make; gone when closed.
 *
 * @param facts what the script printed, by name
 */
public record MadeServer(Path folder, Map<String, String> facts) implements AutoCloseable {

  private static final ConnectionAttempts ATTEMPTS =
      new ConnectionAttempts(3, Duration.ofMillis(20), Duration.ofMillis(80));

  /** Makes and starts one. */
  public static MadeServer of(String kind) throws IOException, InterruptedException {
    return of(kind, Map.of());
  }

  /** The same with variables for the script. */
  public static MadeServer of(String kind, Map<String, String> environment)
      throws IOException, InterruptedException {
    return of(List.of(), kind, environment);
  }

  /**
   * The same made through another program.
   *
   * @param through its words, before those of the script
   */
  public static MadeServer of(List<String> through, String kind, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path folder = PreparedServer.publicFolder("redline-" + kind + "-");
    Path server = folder.resolve("server");
    PreparedServer.run("chmod", "0755", folder.toString());
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(
                        through.stream(),
                        Stream.of("fixtures/servers/make", kind, server.toString()))
                    .toList())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("fixtures/servers/make " + kind + " failed: " + output);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    output.lines().forEach(line -> facts.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    return new MadeServer(server, facts);
  }

  /** Whether the pooler that one of the kinds needs is on this machine. */
  public static boolean hasPgBouncer() {
    return Files.isExecutable(Path.of("/usr/sbin/pgbouncer"));
  }

  /** What the script printed under that name. */
  public String fact(String name) {
    return Objects.requireNonNull(facts.get(name), name);
  }

  /** The words of a command that the script printed under that name. */
  public String[] words(String name) {
    return fact(name).replaceAll("^\\[\"|\"]$", "").split("\", \"");
  }

  /** Connects as the superuser, to the server itself. */
  public Connector connector() {
    return connector(fact("url"));
  }

  /** Connects by another connection string. */
  public static Connector connector(String url) {
    Dsn dsn = Dsn.parse(url);
    Endpoint endpoint = new Endpoint(dsn.jdbcUrl(), dsn.properties());
    return new Connector(() -> endpoint, ATTEMPTS, Patience.OF_TESTS);
  }

  /** Runs a statement as the superuser of a kind that has one. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** One value, as the superuser. */
  public String query(String sql) throws SQLException {
    try (Connection connection = connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    PreparedServer.run("fixtures/servers/remove", folder.toString());
    Files.delete(Objects.requireNonNull(folder.getParent()));
  }
}
