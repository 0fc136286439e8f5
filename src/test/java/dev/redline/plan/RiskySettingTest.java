package dev.redline.plan;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no stage sets, and what no setting takes. */
class RiskySettingTest {

  @TempDir private Path directory;
  private GatesCopy gates;

  @BeforeEach
  void copyTheShippedGates() {
    gates = GatesCopy.in(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "fsync, off, what was committed may be lost",
    "full_page_writes, off, what was committed may be lost",
    "synchronous_commit, off, what was committed may be lost",
    "archive_command, /bin/true, what was committed may be lost",
    "zero_damaged_pages, on, what was committed may be lost",
    "session_replication_role, replica, what was committed may be lost",
    "data_directory, /elsewhere, the server would read other files",
    "hba_file, /elsewhere, the server would read other files",
    "ident_file, /elsewhere, the server would read other files",
    "config_file, /elsewhere, the server would read other files",
    "port, 5433, nobody may reach the server afterwards",
    "listen_addresses, 127.0.0.1, nobody may reach the server afterwards",
    "unix_socket_directories, /tmp, nobody may reach the server afterwards",
    "superuser_reserved_connections, 0, nobody may reach the server afterwards",
    "ssl, off, somebody may see or do what they may not",
    "ssl_key_file, /elsewhere, somebody may see or do what they may not",
    "password_encryption, md5, somebody may see or do what they may not",
    "row_security, off, somebody may see or do what they may not",
    "search_path, evil, somebody may see or do what they may not",
    "restore_command, cp, where the server recovers from is changed",
    "recovery_target_time, now, where the server recovers from is changed",
    "primary_conninfo, host=x, where the server recovers from is changed",
    "transform_null_equals, on, the same statement would return something else",
    "gin_fuzzy_search_limit, 10, the same statement would return something else",
    "block_size, 8192, the server computes it"
  })
  void aStageSetsNothingThatNoRollbackBringsBack(String name, String value, String consequence) {
    gates
        .replace(
            "stages/a.yaml",
            "settings:\n",
            "settings:\n  %s:\n    value: \"%s\"\n".formatted(name, value))
        .error()
        .matches("(?s)stages/a.yaml:12:\\d+ settings." + name + ".*: no stage sets " + name + ".*")
        .contains(consequence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared_preload_libraries", "session_preload_libraries"})
  void librariesAreOnlyAddedTo(String name) {
    gates
        .replace("stages/a.yaml", "settings:\n", "settings:\n  " + name + ":\n    value: \"\"\n")
        .error()
        .contains("a list of libraries is only added to");
  }

  @ParameterizedTest
  @CsvSource({
    "shared_bufers, 8GB, Did you mean shared_buffers?",
    "nothing_of_the_kind, 1, Correct it or take it out.",
    "hnsw.ef_serch, 1, Did you mean hnsw.ef_search?"
  })
  void aStageSetsWhatPostgresHas(String name, String value, String advice) {
    gates
        .replace(
            "stages/a.yaml", "settings:\n", "settings:\n  %s: {value: %s}\n".formatted(name, value))
        .error()
        .contains("which is no setting of PostgreSQL 14 to 18. " + advice);
  }

  @ParameterizedTest
  @CsvSource({
    "health.yaml, - jit, - jitt",
    "approvals.yaml, setting: shared_buffers, setting: shared_bufers",
    "plan.yaml, - wal_buffers, - wal_bufers"
  })
  void nobodySpeaksOfASettingThatThereIsNot(String file, String name, String other) {
    gates
        .replace(file, name, other)
        .error()
        .contains("which is no setting of PostgreSQL 14 to 18. Did you mean ");
  }

  @ParameterizedTest
  @CsvSource({
    "temp_buffers, 99999TB, temp_buffers goes from 100 to 1073741823 times 8kB",
    "work_mem, 1kB, work_mem goes from 64 to 2147483647 times kB",
    "checkpoint_completion_target, 1.5, checkpoint_completion_target goes from 0 to 1",
    "random_page_cost, -1, random_page_cost goes from 0",
    "effective_io_concurrency, 2GB, the unit GB is none of this setting",
    "checkpoint_timeout, 5GB, the unit GB is none that suits s",
    "max_connections, many, an amount is a number and a unit",
    "enable_seqscan, maybe, enable_seqscan is on or off"
  })
  void aValueIsOneThatTheSettingTakes(String name, String value, String message) {
    gates
        .replace(
            "stages/c.yaml", "settings:\n", "settings:\n  %s: {value: %s}\n".formatted(name, value))
        .error()
        .contains(message);
  }

  @Test
  void aValueHoldsNoSecondLine() {
    gates
        .replace(
            "stages/c.yaml",
            "settings:\n",
            "settings:\n  log_line_prefix: {value: \"x'\\nfsync = off\"}\n")
        .error()
        .contains("a value on one line, without control characters");
  }

  @Test
  void onlyThePhaseThatTakesEverythingBackRaisesWhatIsInForce() {
    gates
        .replace("stages/c.yaml", "value: 24GB", "raises: 1GB")
        .replace("stages/c.yaml", "    scales_with: memory\n    at_least: 128MB\n", "")
        .error()
        .contains("phases[6].settings: ")
        .contains("raises what is in force, in every run anew");
  }

  @Test
  void loweringIsAllowedByThatWordAlone() {
    gates
        .replace("stages/c.yaml", "value: 24GB", "value: 24GB\n    lowers: yes")
        .error()
        .contains("settings.shared_buffers.lowers: found \"yes\" where one of allowed belongs");
  }
}
