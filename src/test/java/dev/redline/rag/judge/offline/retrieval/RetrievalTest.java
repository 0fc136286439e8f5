package dev.redline.rag.judge.offline.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redline.rag.Case;
import dev.redline.rag.Passage;
import dev.redline.rag.Retriever;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetrievalTest {

  private final DemoCorpus demo = new DemoCorpus();
  private final HashingEmbedder embedder = new HashingEmbedder(demo.corpus);

  @Test
  void exactSearchFindsNineTenthsOfTheEvidenceAmongEight() {
    double recall = recall(demo.good, 8);
    assertThat(recall).isGreaterThanOrEqualTo(0.90);
    assertThat(recall(demo.good, 1)).isGreaterThanOrEqualTo(0.70);
  }

  @Test
  void aBrokenRetrieverFindsNextToNothing() {
    assertThat(recall(demo.broken(), 8)).isLessThan(0.15);
    assertThat(recall(demo.stuck(), 8)).isLessThan(0.15);
  }

  @Test
  void theSameTextAlwaysHasTheSameVectorOfLengthOne() {
    HashingEmbedder second = new HashingEmbedder(demo.corpus);
    for (Passage passage : demo.corpus.passages()) {
      float[] vector = embedder.embed(passage);
      assertThat(vector).hasSize(384).isEqualTo(second.embed(passage));
      assertThat(dot(vector, vector)).isCloseTo(1.0, within(1e-5));
    }
  }

  @Test
  void aTextWithoutWordsIsTheZeroVector() {
    assertThat(embedder.embed(" ... ")).containsOnly(0f);
  }

  @Test
  void aSettingIsFoundByItsNameAndByItsParts() {
    float[] name = embedder.embed("hnsw.ef_search");
    assertThat(dot(name, embedder.embed("the ef search of hnsw")))
        .isGreaterThan(dot(name, embedder.embed("the probes of ivfflat")) + 0.3);
  }

  private double recall(Retriever retriever, int k) {
    double sum = 0;
    for (Case question : demo.cases.cases()) {
      List<String> found =
          retriever.retrieve(question.query(), k).stream().map(Passage::docId).toList();
      long hits = question.evidence().stream().filter(found::contains).count();
      sum += (double) hits / question.evidence().size();
    }
    return sum / demo.cases.cases().size();
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}
