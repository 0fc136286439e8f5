package dev.redline.trial;

import dev.redline.plan.Plan;
import dev.redline.postgres.Connector;
import dev.redline.target.Target;
import dev.redline.workload.OfflineRun;
import dev.redline.workload.Workload;
import dev.redline.workload.demo.DemoDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

/**
 * A running server with the demo's data, for tests that need only a connection to it.
 *
 * @param plan quicker than the project's
 */
public record LiveServer(Path home, Path gates, Plan plan, Target target, Workload workload)
    implements AutoCloseable {

  public static LiveServer start() throws Exception {
    Path gates = QuickPlan.copyOf(Path.of("gates"));
    Path home = PreparedServer.publicFolder("redline-live-");
    Plan plan = Plan.load(gates);
    Target target = PreparedServer.open(home, plan);
    Workload workload =
        new DemoDatabase(
                Path.of("fixtures"),
                home.resolve("neighbours"),
                plan,
                OfflineRun.judge(plan),
                Clock.systemUTC(),
                System::nanoTime,
                line -> {})
            .prepare(target.connector());
    return new LiveServer(home, gates, plan, target, workload);
  }

  public Connector connector() {
    return target.connector();
  }

  /** Runs a statement in a session of its own. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = connector().open(dev.redline.postgres.ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    target.close();
    PreparedServer.run("rm", "-rf", home.toString(), gates.toString());
  }
}
