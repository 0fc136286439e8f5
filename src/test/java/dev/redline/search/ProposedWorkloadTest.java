package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.RelationName;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.quoting.SqlText;
import dev.redline.search.propose.ProposedLoad;
import dev.redline.search.propose.ProposedWorkload;
import dev.redline.trial.BareServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proposal can be used as it is: it is read, and each search of it runs. */
class ProposedWorkloadTest {

  private static final LatencyTargets TARGETS = Plan.load(Path.of("gates")).latency();

  @Test
  void whatIsProposedIsReadAndEachSearchHasItsIndex(@TempDir Path folder) throws Exception {
    try (BareServer server = KnowledgeBase.start();
        Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      ProposedWorkload proposal = ProposedWorkload.read(connection, server.connector(), TARGETS);
      Path file = Files.writeString(folder.resolve("workload.yaml"), proposal.yaml());
      WorkloadPlan plan = WorkloadPlan.read(file, TARGETS);

      assertThat(plan.searches()).hasSize(proposal.searches());
      assertThat(plan.searches())
          .extracting(PlannedSearch::name)
          .contains("articles", "doc chunks", "events", "images", "images 2", "notes", "people")
          .contains("reports", "reports 2", "terms")
          .doesNotContain("events_1", "english");
      for (PlannedSearch planned : plan.searches()) {
        ServerSearch search = new SearchResolver(connection).resolve(planned);
        assertThat(search.indexes().isEmpty()).isEqualTo(planned.name().equals("people"));
      }
      assertThat(plan.load().activeSessions().limit())
          .isEqualTo(Integer.parseInt(server.query("SHOW max_connections").get(0)) / 2);
      assertThat(plan.load()).isEqualTo(ProposedLoad.read(connection).limits());
      assertThat(plan.search("articles").text()).contains("body");
      assertThat(plan.search("events").id()).containsExactly("month", "id");
      assertThat(plan.search("events").set()).containsEntry("ivfflat.probes", "4");
      assertThat(plan.search("doc chunks").table().orElseThrow())
          .hasToString("public.\"Doc Chunks\"");
    }
  }

  /** A partial index, vectors of several lengths, a domain, a key of text, and no vector at all. */
  @Test
  void whatOnlyPartOfATableIsIndexedForIsSearchedThereAndEmptyTablesAreNot(@TempDir Path folder)
      throws Exception {
    try (BareServer server = BareServer.start();
        Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      server.execute(
          "CREATE DOMAIN embedding AS vector(3)",
          "CREATE TABLE mixed (code text, place text, body text, v vector, PRIMARY KEY (code, place))",
          "INSERT INTO mixed SELECT repeat('k', 40) || i, 'here', 'b', CASE WHEN i % 2 = 0 THEN"
              + " format('[1,%s]', i) ELSE format('[1,2,%s]', i) END::vector FROM generate_series(1, 5000) i",
          "CREATE INDEX threes ON mixed USING hnsw ((v::vector(3)) vector_l2_ops)"
              + " WHERE vector_dims(v) = 3 AND code <> 'it''s :none'",
          "CREATE TABLE named (id int PRIMARY KEY, e embedding)",
          "INSERT INTO named SELECT i, format('[1,2,%s]', i)::vector FROM generate_series(1, 50) i",
          "CREATE TABLE without (id int PRIMARY KEY, v vector(3))",
          "CREATE INDEX ON without USING hnsw (v vector_l2_ops)",
          "ANALYZE");

      ProposedWorkload proposal = ProposedWorkload.read(connection, server.connector(), TARGETS);
      Path file = Files.writeString(folder.resolve("workload.yaml"), proposal.yaml());
      WorkloadPlan plan = WorkloadPlan.read(file, TARGETS);

      assertThat(plan.searches())
          .extracting(PlannedSearch::name)
          .containsExactlyInAnyOrder("mixed", "named");
      assertThat(plan.search("mixed").where())
          .contains("vector_dims(v) = 3 AND code <> 'it''s :none'::text");
      assertThat(plan.search("mixed").text()).as("no part of the key").contains("body");
      assertThat(plan.search("mixed").index().names()).hasSize(1);
      assertThat(proposal.yaml())
          .doesNotContain("could not be asked")
          .contains("# search without: nothing to search for");
    }
  }

  @Test
  void whatUsesItsIndexByPgvectorsSettingsAloneIsSearchedByThem(@TempDir Path folder)
      throws Exception {
    try (BareServer server = BareServer.start();
        Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      server.execute(
          "CREATE TABLE small (a int, b text, body text, half halfvec(16), v vector(16), PRIMARY KEY (a, b))",
          "INSERT INTO small SELECT i, 'key ' || i, 'body ' || i, v::halfvec(16), v FROM (SELECT i,"
              + " ARRAY(SELECT sin(i * j) FROM generate_series(1, 16) j)::vector AS v"
              + " FROM generate_series(1, 2000) i) s",
          "CREATE INDEX halves ON small USING hnsw (half halfvec_cosine_ops)",
          "ANALYZE");

      String yaml = ProposedWorkload.read(connection, server.connector(), TARGETS).yaml();
      assertThat(yaml).contains("index: public.halves\n    set: {hnsw.ef_search: 40}");
      WorkloadPlan plan =
          WorkloadPlan.read(Files.writeString(folder.resolve("workload.yaml"), yaml), TARGETS);
      SearchesOnServer searches =
          new SearchesOnServer(
              plan,
              TARGETS,
              folder,
              System::nanoTime,
              (name, questions) -> {
                throw new AssertionError(name);
              });
      assertThat(searches.plans(server.connector()))
          .allSatisfy(each -> assertThat(each.obstacle()).isEmpty());
    }
  }

  @Tag("long")
  @Test
  void aNameThatCannotBeSeenIsWrittenByNumbersAndReadAsItIs(@TempDir Path folder) throws Exception {
    String name = "a\u0085b\u009B\n\"c\\d\u202E";
    try (BareServer server = KnowledgeBase.start();
        Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      String column = SqlText.name(name);
      server.execute("CREATE TABLE %1$s (id int PRIMARY KEY, %1$s vector(3))".formatted(column));
      server.execute("INSERT INTO " + column + " VALUES (1, '[1,2,3]'), (2, '[1,2,4]')");

      String yaml = ProposedWorkload.read(connection, server.connector(), TARGETS).yaml();

      assertThat(yaml).doesNotContainPattern("[\\u007F-\\u009F\\u202E]");
      WorkloadPlan plan =
          WorkloadPlan.read(Files.writeString(folder.resolve("workload.yaml"), yaml), TARGETS);
      assertThat(plan.searches()).extracting(search -> search.vector().orElse("")).contains(name);
      assertThat(plan.searches())
          .extracting(PlannedSearch::table)
          .contains(Optional.of(new RelationName("public", name)));
    }
  }
}
