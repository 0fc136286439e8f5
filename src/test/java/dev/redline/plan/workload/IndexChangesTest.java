package dev.redline.plan.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.workload.IndexChange.Form;
import dev.redline.plan.yaml.PlanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What indexes.yaml may say, and how it is told that it may not. */
class IndexChangesTest {

  private static final String FILE =
      """
      changes:
        - name: half
          search: chunks
          method: hnsw
          with: {m: 32, ef_construction: 128}
          as: halfvec
          replaces: kb.chunks_hnsw
          slowdown: {at_most: 1.2, or_at_most: 1ms}
        - name: bits
          search: chunks
          method: ivfflat
          with: {lists: 200}
          as: binary
          candidates: 200
          where: lang = 'de'
          set: {ivfflat.probes: 20}
      build: {memory: 1GB, workers: 4, longest: 2h, lock_patience: 5s}
      limits:
        recall_loss: {at_most: 0.01}
        worst_recall: {at_least: 0.5}
        size: {at_most: 2}
        write_cost: {at_most: 1.5}
        written_rows: 500
      """;

  @TempDir private Path folder;

  @Test
  void everyKindOfChangeIsRead() throws Exception {
    IndexChanges read = read(FILE);

    IndexChange half = read.chosen(Optional.of("half")).orElseThrow();
    assertThat(half.options()).isEqualTo(Map.of("m", 32, "ef_construction", 128));
    assertThat(half.form()).isEqualTo(Form.HALFVEC);
    assertThat(half.replaces()).contains(new RelationName("kb", "chunks_hnsw"));
    assertThat(half.slowdown().orElseThrow().atMost()).isEqualTo(1.2);
    IndexChange bits = read.chosen(Optional.of("bits")).orElseThrow();
    assertThat(bits.candidates()).isEqualTo(200);
    assertThat(bits.where()).contains("lang = 'de'");
    assertThat(bits.set()).isEqualTo(Map.of("ivfflat.probes", "20"));
    assertThat(read.build().longest()).hasHours(2);
    assertThat(read.limits().size().limit()).isEqualTo(2);
  }

  @Test
  void oneOfSeveralHasToBeNamed() throws Exception {
    assertThat(read(FILE).chosen(Optional.empty())).isEmpty();
    assertThat(read(FILE).chosen(Optional.of("other"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m: 32|M: 32|unknown key \"M\"",
        "ef_construction: 128|ef_construction: 40|no less than twice m, here 64",
        "m: 32|m: 200|a whole number from 2 to 100",
        "lists: 200|m: 16|The keys here are lists",
        "candidates: 200|# none|\"candidates\" is missing",
        "as: halfvec|candidates: 9|only as: binary re-ranks",
        "as: binary|as: bits|one of halfvec, binary",
        "name: bits|name: half|the name half is taken",
        "name: bits|name: Bits!|up to 30 small letters",
        "method: ivfflat|method: gin|one of hnsw, ivfflat",
        "at_most: 1.2|at_most: 3|a number from 1.005 to 1.5",
        "ivfflat.probes: 20|work_mem: 20|where a setting hnsw.",
        "memory: 1GB|memory: 1|a memory size is",
        "worst_recall: {at_least: 0.5}|worst_recall: {at_least: 0}|a number from 0.01 to 1",
      })
  void whatIsWrongIsNamedWithItsPlace(String from, String to, String message) {
    assertThatThrownBy(() -> read(FILE.replace(from, to)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("indexes.yaml")
        .hasMessageContaining(message);
  }

  private IndexChanges read(String text) throws Exception {
    Files.writeString(folder.resolve("indexes.yaml"), text);
    return IndexChanges.load(folder);
  }
}
