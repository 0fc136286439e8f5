package dev.redline.plan.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.GatesCopy;
import dev.redline.plan.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsolationConfigTest {

  private static final String FILE = "isolation.yaml";

  @TempDir private Path directory;

  @Test
  void bothRolesHaveTheLimitsOfThePlan() {
    IsolationConfig rules = Plan.load(Path.of("gates")).isolation();
    assertThat(rules.ltst().name()).isEqualTo("ltst_app");
    assertThat(rules.ltst().settings())
        .isEqualTo(
            Map.of("work_mem", "64MB", "temp_file_limit", "64GB", "statement_timeout", "25000ms"));
    assertThat(rules.evaluation().name()).isEqualTo("eval_app");
    assertThat(rules.evaluation().settings())
        .isEqualTo(
            Map.of("work_mem", "32MB", "temp_file_limit", "32GB", "statement_timeout", "20000ms"));
    assertThat(rules.guard().operations()).isEqualTo(3);
    assertThat(rules.guard().deadPeer()).isEqualTo(Duration.ofSeconds(10));
    assertThat(rules.caches().ltst()).isEqualTo(".ragcache_ltst");
    assertThat(rules.caches().evaluation()).isEqualTo(".ragcache_eval");
  }

  @ParameterizedTest
  @CsvSource({
    "work_mem: 32MB, work_mem: 32, a memory size is",
    "statement_timeout: 20s, statement_timeout: 20, 'us, ms, s, min, h, d'",
    "statement_timeout: 20s, statement_timeout: 0.5ms, a time of whole milliseconds belongs",
    "name: eval_app, name: Eval App, 'a name of 1 to 63 of a to z, 0 to 9 and _, not pg_*,'",
    "name: eval_app, name: pg_eval, 'a name of 1 to 63 of a to z, 0 to 9 and _, not pg_*,'",
    "schema: ltst, schema: lt.st, 'a name of 1 to 63 of a to z, 0 to 9 and _, not pg_*,'",
    "application_name: redline-ltst, application_name: red line, printable characters",
    "connections: 10, connections: 0, a whole number from 1 to 1000 belongs",
    "operations: 3, operations: 4, a whole number from 2 to 3 belongs",
    "poll: 10ms, poll: 10us, a time of 1ms or longer belongs",
    "dead_peer: 10s, dead_peer: 10ms, a time of 1000ms or longer belongs",
    "workers: 6, workers: 0, a whole number from 1 to 64 belongs",
    "heavy_workers: 2, heavy_workers: 0, a whole number from 1 to 64 belongs",
    "write: 3, write: 0, a whole number from 1 to 1000 belongs",
    "compact_above: 12, compact_above: 1, a whole number from 2 to 10000 belongs",
    "at_most: 2.0, at_most: 0.9, a number from 1 to 10 belongs",
    "at_most: 0.02, at_most: 2, a number from 0 to 1 belongs",
    "samples: 300, samples: 99, a whole number from 100 to 1000000 belongs",
    "blocks: 3, blocks: 301, a whole number from 1 to 300 belongs",
    "attempts: 3, attempts: 11, a whole number from 1 to 10 belongs",
    "samples: 40, samples: 9, a whole number from 10 to 10000 belongs",
    "at_most: 0.9, at_most: 1.1, a number from 0 to 1 belongs",
    "max_size: 256MB, max_size: 256, a memory size is",
    "evaluation: .ragcache_eval, evaluation: a/b, the name of one folder",
    "evaluation: .ragcache_eval, evaluation: .., the name of one folder",
  })
  void aValueThatIsWrongComesWithTheRule(String found, String with, String rule) {
    GatesCopy.in(directory)
        .replace(FILE, found, with)
        .error()
        .startsWith(FILE + ":")
        .contains(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "name: ltst_app, name: eval_app, a name",
    "application_name: redline-ltst, application_name: redline-evaluation, an application_name",
    "ltst: .ragcache_ltst, ltst: .ragcache_eval, a folder",
  })
  void whatTellsTheWorkloadsApartCannotBeShared(String found, String with, String what) {
    GatesCopy.in(directory)
        .replace(FILE, found, with)
        .error()
        .contains("evaluation and ltst share ")
        .endsWith("Give each " + what + " of its own.");
  }

  @Test
  void anUnknownKeyComesWithTheNearestKnownOne() {
    GatesCopy.in(directory)
        .replace(FILE, "temp_file_limit: 32GB", "temp_files_limit: 32GB")
        .error()
        .startsWith("isolation.yaml:13:23 roles.evaluation.temp_files_limit: unknown key")
        .contains("Did you mean temp_file_limit?");
  }
}
