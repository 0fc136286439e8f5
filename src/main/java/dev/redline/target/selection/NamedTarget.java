package dev.redline.target.selection;

import dev.redline.plan.TargetOptions;
import dev.redline.plan.TargetOptions.Yours;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerControl;
import dev.redline.target.BeforeStart;
import dev.redline.target.CommandProcess;
import dev.redline.target.HostMemory;
import dev.redline.target.ManualCommandWords;
import dev.redline.target.ManualCommands;
import dev.redline.target.ServerAccount;
import dev.redline.target.Target;
import dev.redline.target.local.LocalFiles;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server of somebody's. It is read; it is changed only if it runs on this machine and the plan
 * says how it is started and stopped.
 */
final class NamedTarget implements Target {

  private static final Pattern ON_THIS_MACHINE =
      Pattern.compile("jdbc:postgresql://(127\\.0\\.0\\.1|localhost|\\[::1])[:/].*");

  private final Connector connector;
  private final Optional<ServerControl> control;
  private final Optional<ManualCommands> byHand;

  /**
   * Touches nothing but the files of a server that does not run, and those only if it may.
   *
   * @param options without {@code yours} the server is only read
   */
  NamedTarget(
      Endpoint endpoint,
      ConnectionAttempts attempts,
      TargetOptions options,
      BeforeStart beforeStart) {
    this.connector = new Connector(() -> endpoint, attempts, options.limits());
    Optional<Yours> yours = options.yours();
    this.control =
        yours
            .filter(commands -> onThisMachine(endpoint))
            .map(
                commands ->
                    new ServerControl(
                        new CommandProcess(endpoint, commands),
                        new LocalFiles(
                            ServerAccount.forUser(System.getProperty("user.name", "")))));
    this.byHand =
        control
            .flatMap(server -> yours)
            .map(commands -> new ManualCommandWords(endpoint, commands).all());
    control
        .filter(server -> !server.process().running())
        .ifPresent(server -> beforeStart.prepare(server.files()));
  }

  @Override
  public String description() {
    return "your server %s%s"
        .formatted(connector.endpoint(), control.isPresent() ? "" : " (read only)");
  }

  @Override
  public Connector connector() {
    return connector;
  }

  @Override
  public Optional<ServerControl> control() {
    return control;
  }

  @Override
  public Optional<ManualCommands> byHand() {
    return byHand;
  }

  /** Of this machine, if that is where the server listens, whether it may be changed or not. */
  @Override
  public Optional<HostMemory> memory() {
    return onThisMachine(connector.endpoint())
        ? Optional.of(
            serverProcess().map(HostMemory::ofProcess).orElseGet(HostMemory::ofThisMachine))
        : Optional.empty();
  }

  /** Empty if the server cannot be asked now. */
  private Optional<Integer> serverProcess() {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
    } catch (ConnectionFailedException | SQLException e) {
      return Optional.empty();
    }
  }

  private static boolean onThisMachine(Endpoint endpoint) {
    return ON_THIS_MACHINE.matcher(endpoint.jdbcUrl()).matches();
  }

  @Override
  public boolean throwaway() {
    return false;
  }

  @Override
  public void close() {
    // It runs on: it is not ours.
  }
}
