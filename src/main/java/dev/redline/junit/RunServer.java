package dev.redline.junit;

import dev.redline.demo.DemoDatabase;
import dev.redline.dsn.DsnAudit;
import dev.redline.dsn.DsnException;
import dev.redline.dsn.DsnResolver;
import dev.redline.dsn.Mismatch;
import dev.redline.dsn.Resolution;
import dev.redline.plan.Plan;
import dev.redline.plan.Scale;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerIdentity;
import dev.redline.record.RunSheet;
import dev.redline.run.Discovery;
import dev.redline.run.TunerLock;
import dev.redline.run.TuningStage;
import dev.redline.run.Workload;
import dev.redline.target.ContainerEngine;
import dev.redline.target.Target;
import dev.redline.target.TargetException;
import dev.redline.target.TargetRequest;
import dev.redline.target.TargetSelection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server of a run, the plan for it, and the right to change it. */
record RunServer(
    Plan plan, Target target, Optional<Workload> workload, Optional<TunerLock> lock, Clock clock) {

  /**
   * Why there is no server to run gates on; empty if there may be one, or if {@link #open} is to
   * say what is wrong.
   */
  static Optional<String> reasonForNone(RunConditions conditions) {
    try {
      return resolution(conditions) instanceof Resolution.Mock mock
          ? Optional.of(
              "%s is mock://test, which means: no server. A gate that did not run proves nothing"
                  .formatted(mock.variable()))
          : Optional.empty();
    } catch (TargetException | DsnException e) {
      return Optional.empty();
    }
  }

  /**
   * Loads the plan, opens the target, fills a throwaway one and takes the lock.
   *
   * @throws RuntimeException whose message says what is missing and what to do
   */
  static RunServer open(RunConditions conditions) {
    Plan plan = plan(conditions);
    TargetSelection selection =
        new TargetSelection(
            conditions.home(),
            conditions.project().resolve("fixtures"),
            ContainerEngine.of(conditions.environment()),
            conditions.properties().getOrDefault("user.name", ""),
            plan.target(),
            plan.health().serverAtLeast(),
            System.out::println);
    Target target = selection.open(TargetRequest.from(conditions.properties()), named(conditions));
    Optional<Workload> workload = Optional.empty();
    if (target.throwaway()) {
      Path fixtures = conditions.project().resolve("fixtures");
      workload =
          Optional.of(
              new DemoDatabase(fixtures, plan, conditions.clock(), System.out::println)
                  .prepare(target.connector()));
    }
    return new RunServer(plan, target, workload, lock(conditions, target), conditions.clock());
  }

  Discovery discovery() {
    return new Discovery(target.connector(), plan.health(), clock);
  }

  TuningStage stage(String tag) {
    return new TuningStage(plan.phase(tag), plan, target, workload, clock, System.out::println);
  }

  void holdLock() {
    lock.ifPresent(TunerLock::hold);
  }

  void close(RunConditions conditions, @Nullable String obstacle) {
    RunSheet.write(conditions.results(), facts(conditions, obstacle));
    RunSheet.keepHistory(conditions.results().resolveSibling("allure"), conditions.results());
    lock.ifPresent(TunerLock::close);
    target.close();
  }

  /** The plan, with {@code -Dscale} in place of what the stages say. */
  private static Plan plan(RunConditions conditions) {
    Plan plan = Plan.load(conditions.gates());
    String scale = conditions.properties().get("scale");
    return scale == null ? plan : plan.withScale(Scale.parse(scale));
  }

  private static Resolution resolution(RunConditions conditions) {
    boolean elsewhere =
        TargetRequest.from(conditions.properties())
            .kind()
            .filter(kind -> kind != TargetRequest.Kind.DSN)
            .isPresent();
    return elsewhere
        ? new Resolution.None()
        : new DsnResolver(conditions.environment(), Mismatch.STRICT).resolve();
  }

  private static Optional<Endpoint> named(RunConditions conditions) {
    Resolution resolution = resolution(conditions);
    new DsnAudit(conditions.metrics().resolve("dsn_audit.json"), conditions.clock())
        .record(resolution);
    if (resolution instanceof Resolution.Server server) {
      server.warnings().forEach(warning -> System.out.println("Warning: " + warning));
      return Optional.of(new Endpoint(server.dsn().jdbcUrl(), server.dsn().properties()));
    }
    return Optional.empty();
  }

  private static Optional<TunerLock> lock(RunConditions conditions, Target target) {
    return target
        .control()
        .map(
            control ->
                TunerLock.take(
                    conditions.home().resolve("lock"),
                    target.connector(),
                    conditions.clock().instant()));
  }

  private Map<String, String> facts(RunConditions conditions, @Nullable String obstacle) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Verdict", obstacle == null ? "PASS" : "NOT PASSED: " + obstacle);
    facts.put("Server", target.description());
    facts.putAll(identity());
    facts.put("Host memory", target.memory().map(Object::toString).orElse("unknown"));
    facts.put("Plan", plan.id());
    facts.put("Commit", GitCommit.of(conditions.project()));
    return facts;
  }

  private Map<String, String> identity() {
    Map<String, String> facts = new LinkedHashMap<>();
    try (Connection connection = target.connector().open(ApplicationName.CONTROL)) {
      ServerIdentity identity = ServerIdentity.read(connection);
      facts.put("PostgreSQL", identity.version());
      facts.put("pgvector", String.valueOf(identity.vectorVersion()));
      facts.put("System identifier", String.valueOf(identity.systemIdentifier()));
    } catch (SQLException | RuntimeException e) {
      facts.put("PostgreSQL", "could not be asked: " + e.getMessage());
    }
    return facts;
  }
}
