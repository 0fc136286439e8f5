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
import dev.redline.target.DataDirectory;
import dev.redline.target.HostMemory;
import dev.redline.target.ManualCommandWords;
import dev.redline.target.ManualCommands;
import dev.redline.target.ServerPlace;
import dev.redline.target.Target;
import dev.redline.target.local.LocalFiles;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server of somebody's. It is read; it is changed only if it is proven to run on this machine, in
 * the data directory that it names, and the plan says how it is started and stopped.
 */
final class NamedTarget implements Target {

  private static final Pattern ON_THIS_MACHINE =
      Pattern.compile("jdbc:postgresql://(127\\.0\\.0\\.1|localhost|\\[::1])[:/].*");

  private final Connector connector;
  private final ServerPlace place;
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
    Optional<Yours> yours = options.yours().filter(commands -> onThisMachine(endpoint));
    this.place =
        yours.isPresent()
            ? place(beforeStart)
            : new ServerPlace(Optional.empty(), "gates/target.yaml does not say how to restart it");
    this.control =
        place
            .directory()
            .map(
                directory ->
                    new ServerControl(
                        new CommandProcess(
                            connector, directory, yours.orElseThrow(), options.limits().command()),
                        new LocalFiles(
                            directory
                                .account(System.getProperty("user.name", ""))
                                .within(options.limits().command()))));
    this.byHand =
        control.map(server -> new ManualCommandWords(endpoint, yours.orElseThrow()).all());
    control
        .filter(server -> !server.process().running())
        .ifPresent(server -> beforeStart.prepare(server.files()));
  }

  /** Asked of the server; of one that does not answer, seen in the directory it was last in. */
  private ServerPlace place(BeforeStart beforeStart) {
    try (Connection session = connector.open(ApplicationName.CONTROL)) {
      return ServerPlace.of(session);
    } catch (ConnectionFailedException | SQLException e) {
      return beforeStart
          .lastSeen()
          .map(NamedTarget::seenAgain)
          .orElseGet(
              () ->
                  new ServerPlace(
                      Optional.empty(), "it does not answer, and no run was interrupted on it"));
    }
  }

  private static ServerPlace seenAgain(BeforeStart.LastSeen last) {
    DataDirectory directory = new DataDirectory(last.dataDirectory());
    String here = directory.systemIdentifier().orElse("none");
    return here.equals(last.systemIdentifier())
        ? new ServerPlace(Optional.of(directory), "")
        : new ServerPlace(
            Optional.empty(),
            "it does not answer, and %s is not its data directory any more: system identifier %s then, %s now"
                .formatted(directory.path(), last.systemIdentifier(), here));
  }

  @Override
  public String description() {
    return "your server %s%s"
        .formatted(
            connector.endpoint(), control.isPresent() ? "" : " (read only: " + place.doubt() + ")");
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
