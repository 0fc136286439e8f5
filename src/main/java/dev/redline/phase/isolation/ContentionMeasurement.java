package dev.redline.phase.isolation;

import dev.redline.change.PhaseContext;
import dev.redline.ltst.Guard;
import dev.redline.ltst.LoadPlan;
import dev.redline.ltst.LtstLoad;
import dev.redline.ltst.LtstSchema;
import dev.redline.plan.isolation.IsolationConfig;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.activity.Contention;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.workload.EvaluationLoop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * What both workloads compete for. On a throwaway server both run, in a schema that is gone
 * afterwards; on any other server only what runs there anyway is observed.
 */
public final class ContentionMeasurement {

  private static final Duration TO_BEGIN = Duration.ofSeconds(30);
  private static final String FILE = "system_diagnostics/contention.json";
  private static final String UNDER_ROLES = "system_diagnostics/isolation_contention.json";

  private static final List<String> BOTH =
      List.of(ApplicationName.EVALUATION.value(), ApplicationName.LTST.value());

  private final PhaseContext context;
  private final IsolationConfig config;

  public ContentionMeasurement(PhaseContext context) {
    this.context = context;
    this.config = context.plan().isolation();
  }

  /** Memory, cache hits and waits are on record, and none of them is beyond the plan's limits. */
  public Finding contention() throws SQLException {
    return context.target().throwaway() && context.workload().isPresent()
        ? whileBothRun()
        : finding(sample(), List.of(), FILE);
  }

  /** Under the harness's own account: roles are a later phase's. */
  private Finding whileBothRun() throws SQLException {
    LtstSchema schema =
        new LtstSchema(
            config.load().schema() + "_discovery", context.fixtures().resolve("schema/ltst.sql"));
    Connector connector = context.connector();
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute(schema.drop());
      schema.create(connection, connector.endpoint().user());
      try {
        return finding(
            sampled(new IsolatedWorkloads(context), connector, connector, schema), BOTH, FILE);
      } finally {
        statement.execute("SET client_min_messages = warning");
        statement.execute(schema.drop());
      }
    }
  }

  /** The same under the roles of both workloads, in a schema that is there. */
  Finding underRoles(
      IsolatedWorkloads workloads, Connector evaluator, Connector ltst, LtstSchema schema)
      throws SQLException {
    return finding(sampled(workloads, evaluator, ltst, schema), BOTH, UNDER_ROLES);
  }

  private Contention sampled(
      IsolatedWorkloads workloads, Connector evaluator, Connector ltst, LtstSchema schema)
      throws SQLException {
    LoadPlan plan = workloads.ltst(ltst, schema);
    List<Long> conversations = plan.prepare();
    try (EvaluationLoop evaluation =
            EvaluationLoop.start(context.plan(), workloads.evaluation(), evaluator);
        LtstLoad load = LtstLoad.start(plan, Guard.none(), conversations)) {
      Awaitility.await()
          .pollInSameThread()
          .atMost(TO_BEGIN)
          .until(() -> evaluation.begun() && (load.done() > 0 || load.ended()));
      return sample();
    }
  }

  private Contention sample() throws SQLException {
    return Contention.sample(context.connector(), config.contention(), context.clock());
  }

  private Finding finding(Contention seen, List<String> applications, String file) {
    return Finding.of(
        new ContentionCheck(config.contention()).judge(seen, context.hostMemory(), applications),
        Evidence.kept("contention", file, seen));
  }
}
