package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.postgres.KeySample.Missing;
import dev.redline.postgres.activity.VectorCacheHits;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that are looked for again, while an application goes on. */
@ExtendWith(SharedBareServer.class)
class SampledKeysTest {

  private static final String TABLE = "keyed.\"Doc Chunks\"";

  private BareServer server;

  @BeforeEach
  void fill(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE SCHEMA keyed",
        "CREATE TABLE keyed.\"Doc Chunks\" (tenant varchar(9), \"Chunk Id\" uuid, n int,"
            + " v vector(2), PRIMARY KEY (tenant, \"Chunk Id\"))",
        "INSERT INTO keyed.\"Doc Chunks\" SELECT 't ' || n % 3, md5(n::text)::uuid, n, '[1,2]'"
            + " FROM generate_series(1, 60) n",
        "CREATE TABLE keyed.keyless (v vector(2))",
        "INSERT INTO keyed.keyless VALUES ('[1,2]')");
  }

  @AfterEach
  void leaveNothing() throws Exception {
    server.execute("DROP SCHEMA keyed CASCADE");
  }

  @Test
  void deletionsThatWereRolledBackLoseNothing() throws Exception {
    Map<String, KeySample> before = take();
    assertThat(before).containsKey(TABLE).doesNotContainKey("keyed.keyless");
    assertThat(before.get(TABLE).keys()).hasSize(60);
    server.execute("BEGIN; DELETE FROM keyed.\"Doc Chunks\"; ROLLBACK");
    assertThat(missing(before).missing()).isZero();
  }

  @Test
  void whatStatementsDeletedIsAccountedFor() throws Exception {
    Map<String, KeySample> before = take();
    server.execute("DELETE FROM keyed.\"Doc Chunks\" WHERE n <= 7");
    Missing missing = missing(before);
    assertThat(missing.missing()).isEqualTo(7);
    assertThat(missing.accounted()).isEqualTo(7);
  }

  @Test
  void aKeyThatAnUpdateChangedIsAccountedFor() throws Exception {
    Map<String, KeySample> before = take();
    server.execute("UPDATE keyed.\"Doc Chunks\" SET tenant = 'moved' WHERE n <= 5");
    Missing missing = missing(before);
    assertThat(missing.missing()).isEqualTo(5);
    assertThat(missing.accounted()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void rowsThatOthersReplaceBesideACrashAreMissedThoughTheyAreAsManyAsBefore() throws Exception {
    server.execute("DELETE FROM keyed.\"Doc Chunks\" WHERE n = 60");
    Map<String, KeySample> before = take();
    server.execute(
        "DELETE FROM keyed.\"Doc Chunks\" WHERE n <= 4",
        "INSERT INTO keyed.\"Doc Chunks\" SELECT 'new', md5(n::text)::uuid, n, '[1,2]'"
            + " FROM generate_series(1, 4) n");
    server.execute("SELECT pg_stat_reset_single_table_counters('keyed.\"Doc Chunks\"'::regclass)");
    Missing missing = missing(before);
    assertThat(missing.missing()).isEqualTo(4);
    assertThat(missing.accounted()).isZero();
  }

  @Test
  void bitsWithAVectorIndexAreCountedAndSampledAndOtherBitsAreNot() throws Exception {
    server.execute(
        "CREATE TABLE keyed.hashes (id int PRIMARY KEY, hash bit(8))",
        "INSERT INTO keyed.hashes SELECT n, n::bit(8) FROM generate_series(1, 40) n",
        "CREATE INDEX ON keyed.hashes USING hnsw (hash bit_hamming_ops)",
        "CREATE TABLE keyed.flags (id int PRIMARY KEY, flag bit(1))");
    assertThat(take()).containsKey("keyed.hashes").doesNotContainKey("keyed.flags");
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      assertThat(RowCounts.ofVectorTables(connection).byTable())
          .containsEntry("keyed.hashes", 40L)
          .doesNotContainKey("keyed.flags");
      assertThat(VectorCacheHits.readAll(connection))
          .extracting(VectorCacheHits::table)
          .contains("keyed.hashes")
          .doesNotContain("keyed.flags");
    }
  }

  @Test
  void partitionsThatAreLargeTogetherAreNotAllCounted() throws Exception {
    server.execute(
        "CREATE TABLE keyed.parts (id int PRIMARY KEY, v vector(2)) PARTITION BY RANGE (id)",
        "CREATE TABLE keyed.p1 PARTITION OF keyed.parts FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE keyed.p2 PARTITION OF keyed.parts FOR VALUES FROM (10) TO (100)",
        "CREATE TABLE keyed.p3 PARTITION OF keyed.parts FOR VALUES FROM (100) TO (10000)",
        "INSERT INTO keyed.parts SELECT n, '[1,2]' FROM generate_series(1, 5000) n");
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      RowCounts some = RowCounts.ofVectorTables(connection, 64 << 10);
      assertThat(some.byTable()).containsEntry("keyed.p1", 9L).doesNotContainKey("keyed.p3");
      assertThat(some.identities()).containsKey("keyed.p3");
      assertThat(RowCounts.ofVectorTables(connection).byTable()).containsEntry("keyed.p3", 4901L);
    }
  }

  private Map<String, KeySample> take() throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      return SampledKeys.take(connection);
    }
  }

  private Missing missing(Map<String, KeySample> before) throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      List<Missing> found = SampledKeys.missing(connection, before);
      return found.stream().filter(each -> each.table().equals(TABLE)).findFirst().orElseThrow();
    }
  }
}
