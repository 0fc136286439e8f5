package dev.redline.target.selection;

import dev.redline.plan.TargetOptions;
import dev.redline.plan.Yours;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerControl;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.ServerProcess;
import dev.redline.target.BeforeStart;
import dev.redline.target.CommandProcess;
import dev.redline.target.DataDirectory;
import dev.redline.target.FilesElsewhere;
import dev.redline.target.HostMemory;
import dev.redline.target.ManualCommandWords;
import dev.redline.target.ManualCommands;
import dev.redline.target.OwnersRestart;
import dev.redline.target.PausedPooler;
import dev.redline.target.RestartCommand;
import dev.redline.target.ServerPlace;
import dev.redline.target.Target;
import dev.redline.target.local.LocalFiles;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server of somebody's. It is read; it is changed only if the plan says how, and, where that
 * takes files or processes, if it is proven to run on this machine in the data directory that it
 * names.
 */
final class NamedTarget implements Target {

  private static final Pattern ON_THIS_MACHINE =
      Pattern.compile("jdbc:postgresql://(127\\.0\\.0\\.1|localhost|\\[::1])[:/].*");

  private final Connector connector;
  private final Duration limit;
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
    this.limit = options.limits().command();
    Optional<Yours> yours = options.yours();
    boolean local = yours.isPresent() && onThisMachine(endpoint);
    this.place =
        local ? place(beforeStart) : new ServerPlace(Optional.empty(), doubt(yours.isPresent()));
    this.control = yours.flatMap(this::control);
    this.byHand =
        control.map(server -> new ManualCommandWords(endpoint, yours.orElseThrow()).all());
    control
        .filter(server -> !server.process().running())
        .ifPresent(server -> beforeStart.prepare(server.files()));
  }

  private static String doubt(boolean commands) {
    return commands
        ? "it is on another host: yours in gates/target.yaml needs restart, and apply: alter_system or a command"
        : "gates/target.yaml does not say how to restart it";
  }

  /**
   * By its files, where they are proven to be on this machine; else by what a connection can do.
   */
  private Optional<ServerControl> control(Yours yours) {
    Optional<ServerFiles> files =
        place
            .directory()
            .map(
                directory ->
                    new LocalFiles(
                        directory.account(System.getProperty("user.name", "")).within(limit)));
    return files.isEmpty() && !yours.byConnection()
        ? Optional.empty()
        : Optional.of(
            new ServerControl(
                PausedPooler.around(process(yours), yours, limit),
                files.orElseGet(FilesElsewhere::new)));
  }

  private ServerProcess process(Yours yours) {
    return switch (yours.restart().kind()) {
      case START_AND_STOP ->
          new CommandProcess(connector, place.directory().orElseThrow(), yours, limit);
      case COMMAND -> new RestartCommand(connector, yours, limit);
      case PATRONI, LATER, NEVER -> new OwnersRestart(connector);
    };
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

  /**
   * Of this machine, or of the server's cgroup, if that is where the server listens, whether it may
   * be changed or not. Empty, too, if the server cannot be asked now.
   */
  @Override
  public Optional<HostMemory> memory() {
    return onThisMachine(connector.endpoint()) ? memoryOfServer() : Optional.empty();
  }

  /** Its process is looked at while the session lasts, since the process ends with it. */
  private Optional<HostMemory> memoryOfServer() {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      row.next();
      return Optional.of(HostMemory.ofProcess(row.getInt(1)));
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
