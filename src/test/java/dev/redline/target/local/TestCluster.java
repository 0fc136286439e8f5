package dev.redline.target.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Patience;
import dev.redline.target.ServerAccount;
import dev.redline.trial.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;

/** A local cluster with its server, gone when closed. */
public record TestCluster(Path home, LocalCluster cluster, LocalTarget target)
    implements AutoCloseable {

  static final ConnectionAttempts ATTEMPTS =
      new ConnectionAttempts(3, Duration.ofMillis(100), Duration.ofMillis(500));

  public static TestCluster start() throws IOException {
    Path home = TestFolders.make("redline-cluster-");
    LocalCluster cluster = in(home);
    return new TestCluster(
        home, cluster, LocalTarget.open(cluster, ATTEMPTS, Patience.OF_TESTS, files -> {}));
  }

  static LocalCluster in(Path home) {
    int lowest = Plan.load(Path.of("gates")).health().serverAtLeast();
    return new LocalCluster(
        home.resolve("local"),
        Installation.findWithVector(lowest).orElseThrow(),
        ServerAccount.forUser(System.getProperty("user.name")));
  }

  public Path data() {
    return cluster.data();
  }

  public Connection open() {
    return target.connector().open(ApplicationName.CONTROL);
  }

  /** The process of the server. */
  public long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0).strip());
  }

  public static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
        .as(String.join(" ", command))
        .isZero();
  }

  @Override
  public void close() throws IOException {
    target.close();
    cluster.delete();
    Files.delete(home);
  }
}
