package dev.redline.target.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Patience;
import dev.redline.postgres.ServerStartException;
import dev.redline.trial.TestFolders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A throwaway cluster whose making was killed at some point. */
class LocalClusterTest {

  private Path home;
  private LocalCluster cluster;

  @BeforeEach
  void choose() throws IOException {
    home = TestFolders.make("redline-cluster-");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    cluster = TestCluster.in(home);
  }

  @AfterEach
  void remove() throws IOException {
    cluster.delete();
    Files.delete(home);
  }

  @Test
  void oneThatWasKilledInInitdbIsMadeAnew() throws Exception {
    cluster.create();
    // As initdb leaves it when it is killed after the first files: not a whole cluster.
    TestCluster.run(
        "mv", cluster.data().toString(), cluster.folder().resolve("data.unfinished").toString());
    TestCluster.run("rm", "-rf", cluster.folder().resolve("data.unfinished/global").toString());

    assertThat(cluster.exists()).isFalse();
    LocalTarget.open(cluster, TestCluster.ATTEMPTS, Patience.OF_TESTS, files -> {}).close();

    assertThat(cluster.exists()).isTrue();
    assertThat(cluster.folder().resolve("data.unfinished")).doesNotExist();
  }

  @Test
  void oneThatWasKilledBeforeTheAccountGotItsFolderIsMadeAnew() throws Exception {
    Files.createDirectories(cluster.folder());
    Files.setPosixFilePermissions(cluster.folder(), PosixFilePermissions.fromString("rwx------"));
    Files.writeString(cluster.folder().resolve("password"), "old");

    LocalTarget.open(cluster, TestCluster.ATTEMPTS, Patience.OF_TESTS, files -> {}).close();

    assertThat(cluster.exists()).isTrue();
  }

  @Test
  void aServerThatWasHaltedByASignalIsStoppedAllTheSame() throws Exception {
    LocalTarget target =
        LocalTarget.open(cluster, TestCluster.ATTEMPTS, Patience.OF_TESTS, files -> {});
    try (Connection session = target.connector().open(ApplicationName.CONTROL);
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      row.next();
      String postmaster =
          Files.readAllLines(cluster.data().resolve("postmaster.pid")).get(0).strip();
      TestCluster.run("kill", "-STOP", row.getString(1), postmaster);

      cluster.process().stop(Duration.ofSeconds(20));

      assertThat(cluster.process().running()).isFalse();
    }
  }

  @Test
  void aNewServerTakesAnotherPortWhereSomebodyTookItsOwnMeanwhile() throws Exception {
    cluster.create();
    LocalProcess process = cluster.process();
    int chosen = process.port();
    try (ServerSocket somebody = new ServerSocket(chosen, 1, InetAddress.getLoopbackAddress())) {
      process.start(Duration.ofSeconds(20));

      assertThat(process.running()).isTrue();
      assertThat(process.port()).isNotEqualTo(somebody.getLocalPort());
    } finally {
      process.stop(Duration.ofSeconds(20));
    }
  }

  @Test
  void aServerThatIsKnownByItsPortKeepsIt() throws Exception {
    cluster.create();
    LocalProcess process = cluster.process();
    process.start(Duration.ofSeconds(20));
    process.stop(Duration.ofSeconds(20));
    try (ServerSocket somebody =
        new ServerSocket(process.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> process.start(Duration.ofSeconds(20)))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining(String.valueOf(somebody.getLocalPort()));
    }
    assertThat(process.running()).isFalse();
  }
}
