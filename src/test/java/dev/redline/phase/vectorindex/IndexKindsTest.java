package dev.redline.phase.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of index that gates/indexes.yaml can ask for, to its commit. */
@Tag("long")
@ExtendWith(StageTrials.class)
class IndexKindsTest {

  private static final String INDEXES =
      "SELECT pg_get_indexdef(indexrelid) || ' ' || indisvalid FROM pg_index"
          + " WHERE indrelid = 'probe_vectors'::regclass AND NOT indisprimary ORDER BY 1";

  private StageTrial trial;

  @BeforeEach
  void allowCompression(StageTrial copy) throws Exception {
    trial = copy;
    trial.edit("indexes.yaml", "{at_most: 0.01,", "{at_most: 0.2,");
    trial.edit("indexes.yaml", "write_cost: {at_most: 3}", "write_cost: {at_most: 50}");
    trial.edit("indexes.yaml", "written_rows: 500", "written_rows: 50");
    trial.edit("latency.yaml", "recall: {at_least: 0.95", "recall: {at_least: 0.7");
  }

  @ParameterizedTest(name = "{0}, rehearse: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "hnsw|with: {m: 24, ef_construction: 100}|USING hnsw (embedding vector_cosine_ops) WITH (m='24'|none",
        "hnsw|with: {m: 24, ef_construction: 100}|USING hnsw (embedding vector_cosine_ops) WITH (m='24'|twin",
        "ivfflat|with: {lists: 100};set: {ivfflat.probes: 10}|USING ivfflat (embedding vector_cosine_ops) WITH (lists='100')|none",
        "ivfflat|with: {lists: 100};set: {ivfflat.probes: 10}|USING ivfflat (embedding vector_cosine_ops) WITH (lists='100')|twin",
        "hnsw|as: halfvec|USING hnsw (((embedding)::halfvec(384)) halfvec_cosine_ops)|none",
        "hnsw|as: halfvec|USING hnsw (((embedding)::halfvec(384)) halfvec_cosine_ops)|twin",
        "hnsw|as: binary;candidates: 100|binary_quantize(embedding))::bit(384)) bit_hamming_ops)|none",
        "hnsw|as: binary;candidates: 100|binary_quantize(embedding))::bit(384)) bit_hamming_ops)|twin",
      })
  void isCommitted(String method, String rest, String definition, String rehearse)
      throws Exception {
    trial.edit("target.yaml", "rehearse: none", "rehearse: " + rehearse);
    trial.edit("indexes.yaml", "method: hnsw #", "method: %s #".formatted(method));
    trial.edit(
        "indexes.yaml",
        "with: {m: 24, ef_construction: 100} #",
        rest.replace(";", "\n    ") + " #");

    GateOutcomes outcomes = trial.runOnly("Index");

    assertThat(outcomes.failed()).isEmpty();
    assertThat(trial.query(INDEXES))
        .singleElement()
        .asString()
        .contains("probe_vectors_embedding_hnsw ON", definition)
        .endsWith("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "twin"})
  void aPartialOneServesTheSearchWithItsCondition(String rehearse) throws Exception {
    trial.edit("target.yaml", "rehearse: none", "rehearse: " + rehearse);
    Path demo = trial.ownFixtures().resolve("demo/workload.yaml");
    Files.writeString(
        demo,
        Files.readString(demo)
            .replace(
                "    distance: cosine\n",
                "    distance: cosine\n    where: \"(metadata ->> 'bucket')::int < 500\"\n"));
    trial.edit(
        "indexes.yaml",
        "with: {m: 24, ef_construction: 100} #",
        "where: \"(metadata ->> 'bucket')::int < 500\" #");

    GateOutcomes outcomes = trial.runOnly("Index");

    assertThat(outcomes.failed()).isEmpty();
    assertThat(trial.query(INDEXES)).singleElement().asString().contains(" WHERE ");
  }

  @Test
  void aPartialOneForASearchWithoutTheConditionIsNotTakenByThePlannerAndGoes() throws Exception {
    List<String> before = trial.query(INDEXES);
    trial.edit(
        "indexes.yaml",
        "with: {m: 24, ef_construction: 100} #",
        "where: \"(metadata ->> 'bucket')::int < 500\" #");

    GateOutcomes outcomes = trial.runOnly("Index");

    assertThat(outcomes.message()).contains("FAIL: index that the planner takes at K=8");
    assertThat(trial.query(INDEXES)).isEqualTo(before);
  }
}
