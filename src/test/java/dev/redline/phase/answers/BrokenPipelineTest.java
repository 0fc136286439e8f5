package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Embedder;
import dev.redline.rag.Passage;
import dev.redline.rag.embedding.Embedders;
import dev.redline.rag.judge.offline.retrieval.DemoCorpus;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo on a server, with the red lines and the embedder that are shipped, and broken there. */
@Tag("long")
@ExtendWith(StageTrials.class)
class BrokenPipelineTest {

  private static final List<String> RED_LINES =
      List.of(
          "Precision on the server as it is stays above its red line",
          "Recall on the server as it is stays above its red line",
          "F1 on the server as it is stays above its red line");

  private StageTrial trial;

  @BeforeEach
  void fill(StageTrial copy) throws Exception {
    trial = copy;
    trial.edit("target.yaml", "embedder: hashing", "embedder: " + Embedders.STANDARD);
    assertThat(trial.run("RedLine").failed()).isEmpty();
  }

  @Test
  void aRetrieverThatFindsOtherPassagesCrossesEachRedLine() throws Exception {
    trial.execute(
        """
        UPDATE document_chunks SET embedding = other.embedding
        FROM (SELECT doc_id, lag(embedding, 7) OVER (ORDER BY doc_id) AS embedding
              FROM document_chunks) other
        WHERE other.doc_id = document_chunks.doc_id AND other.embedding IS NOT NULL
        """);

    assertEachIsCrossed(trial.run("RedLine"));
  }

  @Test
  void passagesOfAnotherEmbedderThanTheQuestionsCrossEachRedLine() throws Exception {
    DemoCorpus demo = new DemoCorpus();
    Embedder other =
        Embedders.named(Embedders.SIMPLE, "a test")
            .open(demo.corpus.passages().stream().map(Passage::titled).toList())
            .embedder();
    try (var running = trial.open();
        Connection connection = trial.connect();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE document_chunks SET embedding = ?::vector WHERE doc_id = ?")) {
      for (Passage passage : demo.corpus.passages()) {
        update.setString(1, Arrays.toString(other.embed(passage.titled())));
        update.setString(2, passage.docId());
        assertThat(update.executeUpdate()).isEqualTo(1);
      }
    }

    assertEachIsCrossed(trial.run("RedLine"));
  }

  private static void assertEachIsCrossed(GateOutcomes outcomes) {
    assertThat(outcomes.failed()).containsKeys(RED_LINES.toArray(String[]::new));
    assertThat(outcomes.failed().values())
        .allSatisfy(failure -> assertThat(failure).hasMessageContaining("FAIL: "));
  }
}
