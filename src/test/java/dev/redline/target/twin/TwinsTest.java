package dev.redline.target.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerStartException;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBareServer.class)
class TwinsTest {

  @Test
  void twinsHoldTheSameDataAndDifferInTheSettingsAlone(BareServer server) throws Exception {
    server.execute("CREATE TABLE twin_trial AS SELECT generate_series(1, 500) AS id");
    TwinSource source = TwinSource.read(server.connector());
    Path folder = source.data().resolveSibling("twins");
    try (Twins twins = twins(source, Map.of("work_mem", "48MB"))) {
      twins.old().start();
      twins.changed().start();

      assertThat(one(twins.old().connector(), "SELECT count(*) FROM twin_trial")).isEqualTo("500");
      assertThat(one(twins.changed().connector(), "SHOW work_mem")).isEqualTo("48MB");
      assertThat(one(twins.old().connector(), "SHOW work_mem")).isEqualTo("4MB");
      assertThat(one(twins.old().connector(), "SHOW archive_mode")).isEqualTo("off");
      execute(twins.old().connector(), "DROP TABLE twin_trial");
      assertThat(server.query("SELECT count(*) FROM twin_trial")).containsExactly("500");
    } finally {
      server.execute("DROP TABLE twin_trial");
    }
    assertThat(Files.exists(folder.resolve("old"))).isFalse();
    assertThat(Files.exists(folder.resolve("new"))).isFalse();
  }

  @Test
  void settingsThatDoNotBootAreFoundOnTheTwinAndTheServerRunsOn(BareServer server)
      throws Exception {
    String since = server.query("SELECT pg_postmaster_start_time()").get(0);
    try (Twins twins =
        twins(TwinSource.read(server.connector()), Map.of("shared_buffers", "900TB"))) {
      assertThatThrownBy(() -> twins.changed().start())
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("shared_buffers");
    }
    assertThat(server.query("SELECT pg_postmaster_start_time()")).containsExactly(since);
  }

  @Test
  void aServerThatIsNotSealedOffIsSeenForWhatItIs(BareServer server) throws Exception {
    Path data = TwinSource.read(server.connector()).data();
    Seal seal =
        Seal.of(data, List.of("pg_cron", "pg_stat_statements"), data.resolve("none"), Map.of());

    assertThat(seal.broken(server.connector()))
        .anyMatch(line -> line.startsWith("hba_file is "))
        .anyMatch(line -> line.startsWith("max_logical_replication_workers is 4"))
        .contains("a process runs: autovacuum launcher");
    assertThat(seal.values()).containsEntry("shared_preload_libraries", "pg_stat_statements");
    assertThat(Seal.leftOut(List.of("pg_cron", "vector"))).containsExactly("pg_cron");
  }

  @Test
  void whatStandsAgainstACopyIsSaidBeforeItIsMade(BareServer server) throws Exception {
    server.execute("CREATE ROLE twin_reader LOGIN PASSWORD 'secret'");
    try {
      Connector reader = server.connector().as("twin_reader", new dev.redline.dsn.Secret("secret"));
      assertThatThrownBy(() -> TwinSource.read(reader)).hasMessageContaining("data_directory");
    } finally {
      server.execute("DROP ROLE twin_reader");
    }
    TwinSource source = TwinSource.read(server.connector());
    TwinSource large =
        new TwinSource(
            source.connector(),
            source.data(),
            source.configuration(),
            source.configurationFile(),
            List.of(),
            List.of("fast_disk"),
            1L << 60,
            false,
            false);
    assertThat(source.obstacles(source.data(), 1L << 30, 1L << 40)).isEmpty();
    assertThat(source.obstacles(source.data(), 1L << 40, 300L << 20))
        .singleElement()
        .asString()
        .contains("300 MB of memory are free here, two twins take up to");
    assertThat(source.obstacles(source.data(), 0, 300L << 20))
        .as("buffers that are not there take no memory")
        .isEmpty();
    assertThat(large.obstacles(source.data().resolve("twins"), 0, 1L << 40))
        .anyMatch(line -> line.contains("may not take a base backup"))
        .anyMatch(line -> line.contains("fast_disk"))
        .anyMatch(line -> line.contains("MB free"));
  }

  private static Twins twins(TwinSource source, Map<String, String> settings) {
    return Twins.of(source, BaseBackup.unthrottled(), "a trial", settings);
  }

  private static String one(Connector connector, String sql) throws Exception {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        ResultSet row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(Connector connector, String sql) throws Exception {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      connection.createStatement().execute(sql);
    }
  }
}
