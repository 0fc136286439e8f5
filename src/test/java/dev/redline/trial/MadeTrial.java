package dev.redline.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The gates on a server of a kind that people have, with what its owner would write into gates/.
 *
 * @param home of the harness, beside the server
 */
public record MadeTrial(MadeServer server, StageTrial trial, Path home) implements AutoCloseable {

  /** The end of a workload.yaml: no answers, and limits of load that no test reaches. */
  public static final String WITHOUT_LIMITS =
      """
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

  /** A table that the planner searches through its index. */
  public static final String INDEXED_TABLE =
      """
      CREATE TABLE passages (id int PRIMARY KEY, embedding vector(64) NOT NULL);
      INSERT INTO passages
      SELECT i, ARRAY(SELECT sin(i * j) FROM generate_series(1, 64) j)::vector
      FROM generate_series(1, 4000) i;
      CREATE INDEX passages_embedding ON passages USING hnsw (embedding vector_cosine_ops);
      ANALYZE passages;
      """;

  /** What measures a server that has {@link #INDEXED_TABLE}. */
  static final String INDEXED =
      """
      searches:
        - name: passages
          table: public.passages
          id: id
          vector: embedding
          distance: cosine
          index: public.passages_embedding
          k: [8]
          recall: {at_least: 0.1}
          queries: {rows: 20}
      """
          + WITHOUT_LIMITS;

  static final String WORKLOAD =
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
      """
          + WITHOUT_LIMITS;

  /** Makes a server, which its owner says how to restart; settings go to postgresql.conf. */
  public static MadeTrial of(String kind) throws IOException, InterruptedException {
    return of(kind, "start: %start", "stop: %stop");
  }

  /**
   * Makes a server with these lines about it in gates/target.yaml, in which the names of facts of
   * the server stand after a percent sign.
   */
  public static MadeTrial of(String kind, String... lines)
      throws IOException, InterruptedException {
    MadeTrial made = readOnly(MadeServer.of(kind));
    made.yours(lines);
    return made;
  }

  /** Adds lines about the server to gates/target.yaml. */
  public void yours(String... lines) throws IOException {
    String text = String.join("\n  ", lines);
    for (Map.Entry<String, String> fact : server.facts().entrySet()) {
      text = text.replace("%" + fact.getKey(), fact.getValue());
    }
    trial.append("target.yaml", "yours:\n  " + text + "\n");
  }

  /** On a server of which gates/target.yaml says nothing. */
  public static MadeTrial readOnly(MadeServer server) throws IOException, InterruptedException {
    Path home = PreparedServer.publicFolder("redline-home-");
    StageTrial trial = StageTrial.at(home, QuickPlan.copyOf(Path.of("gates")));
    if (server.fact("url").contains("@127.0.0.2")) { // another host, which cannot be asked
      trial.append("target.yaml", "host_memory: 8GB\n");
    }
    trial.write("workload.yaml", WORKLOAD).environment("DATABASE_URL", server.fact("url"));
    return new MadeTrial(server, trial, home);
  }

  /** Measures the server, which has it, by {@link #INDEXED_TABLE}. */
  public void searchIndexed() throws IOException {
    trial.write("workload.yaml", INDEXED);
  }

  /** Approves what is asked for until the commit is, or something else stands in the way. */
  public GateOutcomes untilItsCommit(String phase) {
    trial.withoutProperty("decline").withoutProperty("approve");
    GateOutcomes outcomes = trial.run(phase);
    String asked = outcomes.approvals();
    if (asked.isEmpty() || asked.startsWith("commit:")) {
      return outcomes;
    }
    trial.property("approve", asked);
    return trial.run(phase);
  }

  /** Restarts the server as its owner does. */
  public void restart() throws IOException, InterruptedException {
    for (String command : List.of("stop", "start")) {
      PreparedServer.run(words(server.fact(command)));
    }
  }

  /** The words of a list in YAML, as the script prints it. */
  private static String[] words(String list) {
    return list.replaceAll("^\\[|]$", "").replace("\"", "").split(", *", -1);
  }

  @Override
  public void close() throws Exception {
    trial.close();
    server.close();
  }
}
