package dev.redline.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.opentest4j.TestAbortedException;

/**
 * Three servers under Patroni and etcd, made by fixtures/patroni/make; gone when closed.
 *
 * @param facts what the script printed, by name
 */
public record MadeFleet(Path folder, Map<String, String> facts) implements AutoCloseable {

  private static final int CANNOT_BE_HAD = 3;

  /** The password of every account; public, as fixtures/patroni/make holds it. */
  public static final String SECRET = "made-for-trials-only";

  /**
   * Makes and starts one.
   *
   * @throws TestAbortedException if Patroni and etcd cannot be had on this machine
   */
  public static MadeFleet make(String mode) throws IOException, InterruptedException {
    Path above = PreparedServer.publicFolder("redline-fleet-");
    PreparedServer.run("chmod", "0755", above.toString());
    Path folder = above.resolve("fleet");
    Process process =
        new ProcessBuilder("fixtures/patroni/make", folder.toString(), mode)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status == CANNOT_BE_HAD) {
      throw new TestAbortedException("Patroni and etcd cannot be had here: fixtures/patroni/make");
    }
    if (status != 0) {
      throw new IOException("fixtures/patroni/make failed: " + output);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    output.lines().forEach(line -> facts.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    return new MadeFleet(folder, facts);
  }

  /** What the script printed under that name. */
  public String fact(String name) {
    return Objects.requireNonNull(facts.get(name), name);
  }

  /** The gates on one of its members, which a stage may change by its local configuration. */
  public StageTrial trial(String member) throws IOException, InterruptedException {
    StageTrial trial =
        StageTrial.at(
            PreparedServer.publicFolder("redline-home-"), QuickPlan.copyOf(Path.of("gates")));
    trial.write("workload.yaml", MadeTrial.WORKLOAD);
    trial.append(
        "target.yaml",
        """
        yours:
          engine: patroni
          api: %s
          account: {user: patroni, password_variable: PATRONI_PASSWORD}
          replica_lag: 16MB
          members_at_least: 3
          local:
            read: [cat, "%2$s/{member}/patroni.yml"]
            write: [tee, "%2$s/{member}/patroni.yml"]
        """
            .formatted(fact("api"), folder));
    return trial
        .environment("DATABASE_URL", fact(member + "_url"))
        .variable("PATRONI_PASSWORD", SECRET);
  }

  /** The same with a stage A of these settings, each as {@code name=value}. */
  public StageTrial planning(String member, String... settings)
      throws IOException, InterruptedException {
    StageTrial trial = trial(member);
    StringBuilder stage = new StringBuilder("stage: A\nscale: memory\nsettings:\n");
    for (String each : settings) {
      String[] words = each.split("=", 2);
      stage.append("  %s: {value: %s, because: a trial}\n".formatted(words[0], words[1]));
    }
    Files.writeString(trial.gates().resolve("stages/a.yaml"), stage);
    return trial;
  }

  /** Another member leads, by Patroni; over when the others follow it. */
  public void switchOver(String from, String to)
      throws IOException, InterruptedException, SQLException {
    String body = "{\"leader\": \"%s\", \"candidate\": \"%s\"}".formatted(from, to);
    String said = api("POST", "switchover", body);
    if (!said.contains("Successfully")) {
      throw new IOException("Patroni says to the switchover: " + said);
    }
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> followers(to) == 2);
  }

  private int followers(String leader) throws SQLException {
    return Integer.parseInt(
        asked(
            leader,
            "SELECT count(*) FROM pg_catalog.pg_stat_replication WHERE state = 'streaming'"));
  }

  /** Has a member do something. */
  public void execute(String member, String statement) throws SQLException {
    try (Connection connection = opened(member);
        Statement session = connection.createStatement()) {
      session.execute(statement);
    }
  }

  private Connection opened(String member) throws SQLException {
    String address = fact(member + "_url").replaceFirst(".*@", "");
    return DriverManager.getConnection("jdbc:postgresql://" + address, "postgres", SECRET);
  }

  /** What a member answers, as text. */
  public String asked(String member, String question) throws SQLException {
    try (Connection connection = opened(member);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }

  /** What the first member's API says, with the account that may change things. */
  public String api(String method, String path, String body)
      throws IOException, InterruptedException {
    byte[] account = ("patroni:" + SECRET).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(fact("node1_api") + "/" + path))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(account))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    PreparedServer.run("fixtures/patroni/remove", folder.toString());
  }
}
