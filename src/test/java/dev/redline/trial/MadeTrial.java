package dev.redline.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The gates on a server of a kind that people have, with what its owner would write into gates/.
 *
 * @param home of the harness, beside the server
 */
public record MadeTrial(MadeServer server, StageTrial trial, Path home) implements AutoCloseable {

  private static final String WORKLOAD =
      """
      searches:
        - name: articles
          table: public.articles
          id: id
          vector: embedding
          distance: cosine
          index: {none: a table of 500 rows is read whole}
          k: [8]
          queries: {rows: 20}
      answers: {none: nobody answers questions here}
      load:
        statement_timeout: 60s
        lock_waits: {at_most: 1000}
        replication_lag: {at_most: 10min}
        active_sessions: {at_most: 1000}
        search_time: {at_most: 60s}
        exact_queries: 20
        exact_time: 1min
      """;

  /** Makes a server, which its owner says how to restart. */
  public static MadeTrial of(String kind) throws IOException, InterruptedException {
    MadeTrial made = readOnly(MadeServer.of(kind));
    made.trial.append(
        "target.yaml",
        "yours:\n  start: %s\n  stop: %s\n"
            .formatted(made.server.fact("start"), made.server.fact("stop")));
    return made;
  }

  /** On a server of which gates/target.yaml says nothing. */
  public static MadeTrial readOnly(MadeServer server) throws IOException, InterruptedException {
    Path home = PreparedServer.publicFolder("redline-home-");
    StageTrial trial = StageTrial.at(home, QuickPlan.copyOf(Path.of("gates")));
    trial.write("workload.yaml", WORKLOAD).environment("DATABASE_URL", server.fact("url"));
    return new MadeTrial(server, trial, home);
  }

  /** Approves what is asked for until only the commit is; says what is asked for then. */
  public GateOutcomes untilItsCommit(String phase) {
    trial.property("approve", trial.run(phase).approvals());
    return trial.run(phase);
  }

  /** With variables beside the one that names the server. */
  public MadeTrial with(Map<String, String> variables) {
    variables.forEach(trial::variable);
    return this;
  }

  @Override
  public void close() throws Exception {
    trial.close();
    server.close();
  }
}
