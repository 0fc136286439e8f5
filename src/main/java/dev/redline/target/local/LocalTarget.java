package dev.redline.target.local;

import dev.redline.plan.TimeLimits;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerControl;
import dev.redline.quoting.ServerWords;
import dev.redline.target.BeforeStart;
import dev.redline.target.HostMemory;
import dev.redline.target.ManualCommands;
import dev.redline.target.Target;
import dev.redline.target.TargetException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** A throwaway cluster on this machine, started when opened and stopped when closed. */
public final class LocalTarget implements Target {

  public static final String DATABASE = "redline";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LocalCluster cluster;
  private final LocalProcess process;
  private final Connector connector;

  private LocalTarget(LocalCluster cluster, ConnectionAttempts attempts, TimeLimits limits) {
    this.cluster = cluster;
    this.process = cluster.process();
    String password = cluster.password();
    this.connector = new Connector(() -> endpoint(DATABASE, password), attempts, limits);
  }

  /** Creates the cluster if it is not there, or only half of it, and starts it. */
  public static LocalTarget open(
      LocalCluster cluster,
      ConnectionAttempts attempts,
      TimeLimits limits,
      BeforeStart beforeStart) {
    boolean existed = cluster.exists();
    if (!existed) {
      cluster.delete();
      cluster.create();
    }
    LocalTarget target = new LocalTarget(cluster, attempts, limits);
    beforeStart.prepare(cluster.files());
    target.process.start(PATIENCE);
    target.ensureDatabase(attempts, limits);
    return target;
  }

  @Override
  public String description() {
    return "local PostgreSQL %d on 127.0.0.1:%d, cluster in %s"
        .formatted(cluster.installation().major(), process.port(), cluster.folder());
  }

  @Override
  public Connector connector() {
    return connector;
  }

  @Override
  public Optional<ServerControl> control() {
    return Optional.of(new ServerControl(process, cluster.files()));
  }

  @Override
  public Optional<ManualCommands> byHand() {
    return Optional.of(cluster.byHand(process.port()));
  }

  @Override
  public Optional<HostMemory> memory() {
    return Optional.of(HostMemory.ofThisMachine());
  }

  @Override
  public boolean throwaway() {
    return true;
  }

  @Override
  public void close() {
    process.stop(PATIENCE);
  }

  private Endpoint endpoint(String database, String password) {
    return Endpoint.loopback(process.port(), database, LocalCluster.SUPERUSER, password);
  }

  private void ensureDatabase(ConnectionAttempts attempts, TimeLimits limits) {
    String password = cluster.password();
    Connector maintenance = new Connector(() -> endpoint("postgres", password), attempts, limits);
    try (Connection connection = maintenance.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery(
              "SELECT FROM pg_catalog.pg_database WHERE datname = '" + DATABASE + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + DATABASE);
    } catch (SQLException e) {
      throw new TargetException(
          "Could not create database " + DATABASE + ": " + ServerWords.of(e), e);
    }
  }
}
