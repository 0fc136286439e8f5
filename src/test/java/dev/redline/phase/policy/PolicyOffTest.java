package dev.redline.phase.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.QueryPolicy.SetLocal;
import dev.redline.trial.LiveServer;
import dev.redline.trial.PreparedServer;
import dev.redline.verdict.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back from the query-time policy, on a real server. */
class PolicyOffTest {

  private static LiveServer server;
  private final List<String> said = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void thePolicyIsAppliedProvenTakenBackAndProvenToBeGone() throws Exception {
    PolicyOff scenario = scenario(server.plan());
    Finding whole =
        scenario.apply().and(scenario.prove()).and(scenario.rollBack()).and(scenario.proveGone());

    assertThat(whole.obstacles()).isEmpty();
    assertThat(whole.verdicts().toString())
        .contains("hnsw.ef_search=100", "hnsw.ef_search=40", "hnsw.iterative_scan=strict_order");
    assertThat(said)
        .containsExactly("To switch the query-time policy off by hand: " + PolicyOff.COMMAND);
  }

  @Test
  void whatStaysWithADatabaseIsFoundAndTheDefaultsAreNoLongerMet() throws Exception {
    PolicyOff scenario = scenario(server.plan());
    scenario.apply();
    server.execute("ALTER DATABASE redline SET hnsw.ef_search = 55");
    try {
      assertThat(scenario.rollBack().obstacles().toString()).contains("hnsw.ef_search=55");
      assertThat(scenario.proveGone().obstacles().toString())
          .contains("every role in database redline: hnsw.ef_search=55", "as before: none");
    } finally {
      server.execute("ALTER DATABASE redline RESET hnsw.ef_search");
    }
  }

  @Test
  void theCommandForAPersonSwitchesThePolicyOffAndTheOtherOneOnAgain(@TempDir Path project)
      throws Exception {
    PreparedServer.run("cp", "-r", "gates", project.resolve("gates").toString());

    sh(project, PolicyOff.COMMAND);
    Plan off = Plan.load(project.resolve("gates"));
    assertThat(off.latency().policy().setLocal()).isEqualTo(SetLocal.OFF);
    QueryTimePolicy policy =
        new QueryTimePolicy(off, server.connector(), Optional.of(server.workload()));
    assertThat(policy.searches().obstacles().toString())
        .contains("query-time policy: observed off")
        .doesNotContain("settings in the transaction");

    sh(project, PolicyOff.BACK_ON);
    assertThat(Plan.load(project.resolve("gates")).latency().policy())
        .isEqualTo(server.plan().latency().policy());
  }

  private PolicyOff scenario(Plan plan) {
    return new PolicyOff(plan, server.connector(), Optional.of(server.workload()), said::add);
  }

  private static void sh(Path folder, String line) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", line).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
