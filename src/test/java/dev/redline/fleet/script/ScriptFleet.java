package dev.redline.fleet.script;

import dev.redline.fleet.MemberTarget;
import dev.redline.trial.MadeFleet;
import dev.redline.trial.MadeTrial;
import dev.redline.trial.StageTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Three servers with a table that is searched through its index, and one that somebody fills. */
record ScriptFleet(MadeFleet made) implements AutoCloseable {

  static final List<String> MEMBERS = List.of("node1", "node2", "node3");

  /** Vectors without an order, so that fewer candidates find fewer of the nearest. */
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE passages (id int PRIMARY KEY, embedding vector(256) NOT NULL)",
          """
          INSERT INTO passages
          SELECT i, ARRAY(SELECT hashint8(i::bigint * 1000 + j) / 2147483648.0
                          FROM generate_series(1, 256) j)::vector
          FROM generate_series(1, 6000) i
          """,
          "CREATE INDEX passages_embedding ON passages USING hnsw (embedding vector_cosine_ops)",
          "VACUUM ANALYZE passages",
          WrittenRows.TABLE);

  private static final String WORKLOAD =
      """
      searches:
        - name: passages
          table: public.passages
          id: id
          vector: embedding
          distance: cosine
          index: public.passages_embedding
          k: [8]
          recall: {at_least: 0.65}
          queries: {rows: 40}
      """
          + MadeTrial.WITHOUT_LIMITS;

  /** So that every session knows pgvector's settings, and a stage may plan them. */
  private static final String LOADED =
      "{\"postgresql\": {\"parameters\": {\"session_preload_libraries\": \"vector\"}}}";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What belongs to a member, not to what all have in common. */
  private static final String OWN =
      "'cluster_name','config_file','data_directory','external_pid_file','hba_file','ident_file',"
          + "'listen_addresses','port','unix_socket_directories','data_directory_mode'";

  static ScriptFleet make(String mode) throws Exception {
    ScriptFleet fleet = new ScriptFleet(MadeFleet.make(mode));
    for (String statement : TABLES) {
      fleet.made.execute("node1", statement);
    }
    fleet.made.api("PATCH", "config", LOADED);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                new HashSet<>(fleet.ofEach("SHOW session_preload_libraries").values())
                    .equals(Set.of("vector")));
    fleet.caughtUp(PATIENCE);
    return fleet;
  }

  /** A run with a plan and a state of its own, whose searches take the server's own settings. */
  StageTrial planning(String canary, List<String> settings) throws Exception {
    StageTrial trial = made.planning(canary, settings.toArray(String[]::new));
    Files.writeString(trial.gates().resolve("workload.yaml"), WORKLOAD);
    trial.edit(
        "latency.yaml", "at_most: 1.5\n  or_at_most: 1ms", "at_most: 1.15\n  or_at_most: 0.1ms");
    return trial.timed().property("policy", "off");
  }

  /** Each member's role, by its name. */
  Map<String, String> roles() throws Exception {
    Map<String, String> roles = new TreeMap<>();
    for (JsonNode member :
        JsonMapper.shared().readTree(made.api("GET", "cluster", "")).path("members")) {
      roles.put(member.path("name").asString(""), member.path("role").asString(""));
    }
    return roles;
  }

  String leader() throws Exception {
    return withRole("leader").get(0);
  }

  List<String> withRole(String role) throws Exception {
    return roles().entrySet().stream()
        .filter(each -> each.getValue().equals(role))
        .map(Map.Entry::getKey)
        .toList();
  }

  String configuration() throws Exception {
    return made.api("GET", "config", "");
  }

  /** Since when each runs. */
  Map<String, String> starts() {
    return ofEach("SELECT pg_catalog.pg_postmaster_start_time()");
  }

  /** What every member answers, once each is up. */
  Map<String, String> ofEach(String question) {
    Map<String, String> answers = new TreeMap<>();
    for (String member : MEMBERS) {
      answers.put(
          member,
          Awaitility.await()
              .ignoreExceptions()
              .atMost(PATIENCE)
              .until(() -> made.asked(member, question), any -> true));
    }
    return answers;
  }

  Map<String, String> files() throws Exception {
    Map<String, String> files = new TreeMap<>();
    for (String member : MEMBERS) {
      files.put(member, Files.readString(Path.of(made.fact(member + "_configuration"))));
    }
    return files;
  }

  /** Every setting that is not a member's own, and that nothing waits for a restart. */
  Map<String, String> settings() {
    String withRole =
        MemberTarget.WITH_ITS_ROLE.stream().map("'%s'"::formatted).collect(Collectors.joining(","));
    return ofEach(
        "SELECT string_agg(name || '=' || setting || pending_restart::text, ' ' ORDER BY name)"
            + " FROM pg_catalog.pg_settings WHERE name NOT IN (%s,%s)".formatted(OWN, withRole));
  }

  /** Rows up to one, and the searched table, as a hash. */
  Map<String, String> contents(long upTo) {
    return ofEach(
        "SELECT (SELECT md5(string_agg(id::text, ',' ORDER BY id)) FROM written WHERE id <= %d)"
                .formatted(upTo)
            + " || (SELECT md5(string_agg(passages::text, ',' ORDER BY id)) FROM passages)");
  }

  /** All replicas have replayed what the leader has written until now. */
  void caughtUp(Duration within) throws Exception {
    Awaitility.await().ignoreExceptions().atMost(within).until(this::streaming);
    String leader = leader();
    String position = made.asked(leader, "SELECT pg_catalog.pg_current_wal_lsn()");
    for (String member : MEMBERS) {
      if (!member.equals(leader)) {
        Awaitility.await()
            .atMost(within)
            .until(
                () ->
                    made.asked(
                            member,
                            "SELECT pg_catalog.pg_last_wal_replay_lsn() >= '%s'"
                                .formatted(position))
                        .equals("t"));
      }
    }
  }

  /** Both replicas follow the leader. */
  boolean streaming() throws Exception {
    return made.asked(
            leader(),
            "SELECT count(*) FROM pg_catalog.pg_stat_replication WHERE state = 'streaming'")
        .equals("2");
  }

  /** The last row that somebody wrote. */
  long lastWritten() throws Exception {
    return Long.parseLong(made.asked(leader(), "SELECT coalesce(max(id), 0) FROM written"));
  }

  /** How many of these rows a member has not. */
  long missing(String member, List<Long> rows) throws SQLException {
    String numbers = rows.stream().map(String::valueOf).collect(Collectors.joining(","));
    return Long.parseLong(
        made.asked(
            member,
            "SELECT count(*) FROM unnest('{%s}'::bigint[]) AS row(id) WHERE NOT EXISTS (SELECT FROM written WHERE written.id = row.id)"
                .formatted(numbers)));
  }

  @Override
  public void close() throws Exception {
    made.close();
  }
}
