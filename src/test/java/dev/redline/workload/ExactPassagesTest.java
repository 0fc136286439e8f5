package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.rag.baseline.BlameFigures;
import dev.redline.rag.baseline.Measured;
import dev.redline.target.Target;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.QuickPlan;
import dev.redline.workload.demo.DemoDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The recall of the questions' own searches, on a server. */
class ExactPassagesTest {

  @Tag("long")
  @Test
  void theIndexFindsAlmostAllThatAnExactSearchFinds() throws Exception {
    Path gates = QuickPlan.copyOf(Path.of("gates"));
    Path home = PreparedServer.publicFolder("redline-exact-");
    Plan plan = Plan.load(gates);
    try (Target target = PreparedServer.open(home, plan)) {
      Workload workload =
          new DemoDatabase(
                  Path.of("fixtures"),
                  Path.of("unused"),
                  plan,
                  OfflineRun.judge(plan),
                  Clock.systemUTC(),
                  System::nanoTime,
                  line -> {})
              .prepare(target.connector());
      Measured measured = Measured.of(workload.evaluate(target.connector(), 8), null);
      Map<String, List<String>> exact = workload.exactPassages(target.connector(), 8);
      assertThat(exact).hasSameSizeAs(measured.questions());
      assertThat(exact.values()).allMatch(ids -> ids.size() == 8);
      assertThat(BlameFigures.recall(measured, exact).values())
          .hasSameSizeAs(measured.questions())
          .allMatch(recall -> recall >= 0.75);
    } finally {
      PreparedServer.run("rm", "-rf", home.toString(), gates.toString());
    }
  }
}
