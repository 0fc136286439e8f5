package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.dsn.Dsn;
import dev.redline.junit.GateRunListener;
import dev.redline.junit.RunConditions;
import dev.redline.plan.Plan;
import dev.redline.postgres.ApplicationName;
import dev.redline.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tools.jackson.databind.json.JsonMapper;

/** Runs the real gates, through the Launcher, on a copy of a prepared server and of the plan. */
public final class StageTrial implements AutoCloseable {

  private final Path home;
  private final Path gates;
  private final Path metrics;
  private Path project = Path.of("").toAbsolutePath();
  private final Map<String, String> properties = new HashMap<>(Map.of("target", "local"));
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Interference> interferences = new HashMap<>();

  /** What a test does to the server just before a gate begins. */
  public interface Interference {
    void happen() throws Exception;
  }

  private LongSupplier nanoTime = new SteadyTicks();
  private Clock clock = Clock.systemUTC();

  private StageTrial(Path home, Path gates, Path metrics) {
    this.home = home;
    this.gates = gates;
    this.metrics = metrics;
    properties.put("state", home.resolve("ai_state.json").toString());
    properties.put("scan", "fixtures/schema");
    properties.put("user.name", System.getProperty("user.name"));
  }

  public static StageTrial on(PreparedServer server) {
    try {
      Path home = server.copy();
      Path copy = PreparedServer.publicFolder("redline-gates-");
      PreparedServer.run("cp", "-r", server.gates() + "/.", copy.toString());
      return new StageTrial(home, copy, home.resolve("metrics"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The trial that another process has made in these folders. */
  public static StageTrial at(Path home, Path gates) {
    return new StageTrial(home, gates, home.resolve("metrics"));
  }

  /** Where this trial's evidence goes. */
  public Path metrics() {
    return metrics;
  }

  /** Runs the line with which the record of the last run says how its change is taken back. */
  public void goBackByHand() throws Exception {
    Path record = metrics.resolveSibling("gate-record.json");
    String line = JsonMapper.shared().readTree(record.toFile()).at("/back/0/how").asString();
    assertThat(line).doesNotContain("\n");
    PreparedServer.run("sh", "-c", line);
  }

  /** Where this trial's copy of the plan is. */
  public Path gates() {
    return gates;
  }

  /** Replaces text in a file of the plan; the text must be there. */
  public StageTrial edit(String file, String from, String to) throws IOException {
    Path path = gates.resolve(file);
    String text = Files.readString(path);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " does not contain " + from);
    }
    Files.writeString(path, text.replace(from, to));
    return this;
  }

  /** Puts a file into the plan. */
  StageTrial write(String file, String text) throws IOException {
    Files.writeString(plan(file), text);
    return this;
  }

  /** A file of the plan. */
  Path plan(String file) {
    return gates.resolve(file);
  }

  public StageTrial property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  public StageTrial withoutProperty(String name) {
    properties.remove(name);
    return this;
  }

  public StageTrial append(String file, String text) throws IOException {
    Files.writeString(gates.resolve(file), "\n" + text, StandardOpenOption.APPEND);
    return this;
  }

  /** Gives the run a project folder of its own with a copy of fixtures/, and returns that copy. */
  public Path ownFixtures() throws IOException, InterruptedException {
    project = Files.createDirectory(home.resolve("project"));
    PreparedServer.run("cp", "-r", "fixtures", project.toString());
    return project.resolve("fixtures");
  }

  public StageTrial with(Clock other) {
    clock = other;
    return this;
  }

  /** Runs that follow happen so much later. */
  public StageTrial later(Duration duration) {
    clock = Clock.offset(clock, duration);
    return this;
  }

  public Path stateFile() {
    return home.resolve("ai_state.json");
  }

  public StageTrial environment(String name, String value) {
    environment.put(name, value);
    properties.remove("target");
    return this;
  }

  /** A variable that says nothing about which server it is. */
  public StageTrial variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public StageTrial withoutVariable(String name) {
    environment.remove(name);
    return this;
  }

  public StageTrial before(String gate, Interference interference) {
    interferences.put(gate, interference);
    return this;
  }

  /** Searches are timed by the real clock: a busy machine shows in the verdicts. */
  public StageTrial timed() {
    return timedBy(System::nanoTime);
  }

  /** Searches are timed by a clock of the test's own. */
  public StageTrial timedBy(LongSupplier ticks) {
    nanoTime = ticks;
    return this;
  }

  /** Runs discovery and the phases, as {@code -Dgroups='stageX | stageY'} does. */
  public GateOutcomes run(String... phases) {
    return runOnly(Stream.concat(Stream.of("Discovery"), Stream.of(phases)).toArray(String[]::new));
  }

  /** Runs the phases alone. */
  public GateOutcomes runOnly(String... phases) {
    GateOutcomes outcomes = new GateOutcomes(interferences);
    List<Class<?>> gates = Stream.of(phases).<Class<?>>map(StageTrial::gatesOf).toList();
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addLauncherSessionListeners(new GateRunListener(conditions()))
            .addTestExecutionListeners(outcomes)
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(gates.stream().map(DiscoverySelectors::selectClass).toList())
                  .build());
    }
    assertThat(NamedThresholds.missing(home.resolve("gate-record.json"), gates))
        .as("gates with a limit that name no key of gates/")
        .isEmpty();
    return outcomes;
  }

  private static Class<?> gatesOf(String phase) {
    try {
      return Class.forName("dev.redline.gates." + phase + "Gates");
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(phase, e);
    }
  }

  /** The server's postgresql.conf as it lies on disk. */
  public byte[] configuration() throws IOException {
    return Files.readAllBytes(configurationFile());
  }

  public Path configurationFile() throws IOException {
    return data().resolve("postgresql.conf");
  }

  public Path data() throws IOException {
    try (Stream<Path> entries = Files.list(home)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("local-pg"))
          .findFirst()
          .orElseThrow()
          .resolve("data");
    }
  }

  /** Starts the server if need be, runs the statement, and stops it again if it was stopped. */
  public void execute(String sql) throws SQLException {
    try (Target target = open();
        Connection connection = target.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** One column of a query on the server as the run has left it. */
  public List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Target target = open();
        Connection connection = target.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** The server as a string that DATABASE_URL takes; it must run. */
  public String url(String database) throws IOException {
    List<String> lock = Files.readAllLines(data().resolve("postmaster.pid"));
    if (lock.size() <= 3) {
      throw new IOException("The server has not written its lock file yet");
    }
    String port = lock.get(3).strip();
    String password = Files.readString(data().resolveSibling("password")).strip();
    return "postgresql://redline:%s@127.0.0.1:%s/%s".formatted(password, port, database);
  }

  /** A session of the test's own; the server must run. */
  public Connection connect() throws IOException, SQLException {
    Dsn dsn = Dsn.parse(url("redline"));
    return DriverManager.getConnection(dsn.jdbcUrl(), dsn.properties());
  }

  /** One value from the server as it runs. */
  public String value(String sql) throws IOException, SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** The server, running until it is closed. */
  public Target open() {
    return PreparedServer.open(home, Plan.load(gates));
  }

  /** A new home with a copy of all that this one holds; the server must not run. */
  public Path copyOfHome() throws IOException, InterruptedException {
    Path copy = PreparedServer.publicFolder("redline-home-");
    PreparedServer.run("cp", "-a", home + "/.", copy.toString());
    return copy;
  }

  public Path home() {
    return home;
  }

  /** The files under metrics/ whose path contains {@code part}. */
  public List<Path> evidence(String part) throws IOException {
    if (!Files.exists(metrics)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(metrics)) {
      return files.filter(file -> file.toString().contains(part)).sorted().toList();
    }
  }

  @Override
  public void close() throws Exception {
    PreparedServer.run("rm", "-rf", home.toString(), gates.toString());
  }

  /** What a run of the trial depends on. */
  public RunConditions conditions() {
    return new RunConditions(
        project,
        gates,
        home,
        metrics,
        home.resolve("allure-results"),
        properties,
        environment,
        clock,
        nanoTime);
  }
}
