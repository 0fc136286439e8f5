package dev.redline.rag.embedding.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redline.rag.Embedder;
import dev.redline.rag.embedding.Embedders;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiniLmTest {

  private static final Embedder MODEL = new MiniLm();

  /** As the model's own library gives them; another kind of processor rounds otherwise. */
  @Test
  void aTextHasTheVectorThatTheModelsOwnLibraryGives() {
    float[] vector = MODEL.embed("How large should shared_buffers be?");
    assertThat(vector).hasSize(384);
    assertThat(List.of(vector[0], vector[1], vector[2], vector[3], vector[4]))
        .zipSatisfy(
            List.of(0.081804f, -0.029828f, -0.069169f, -0.101452f, -0.030335f),
            (ours, theirs) -> assertThat(ours).isCloseTo(theirs, within(0.01f)));
    assertThat(similarity(vector, vector)).isCloseTo(1, within(1e-5));
  }

  @Test
  void theSameTextHasTheSameVectorInEveryProcess() {
    assertThat(new MiniLm().embed("VACUUM removes dead rows."))
        .isEqualTo(MODEL.embed("VACUUM removes dead rows."));
  }

  @Test
  void whatMeansTheSameInOtherWordsIsNearerThanWhatSharesAWord() {
    float[] question = MODEL.embed("Which setting says how much memory a sort may use?");
    assertThat(similarity(question, MODEL.embed("An ORDER BY has up to work_mem of RAM.")))
        .isGreaterThan(
            similarity(question, MODEL.embed("In this setting the play may say much of love."))
                + 0.1);
  }

  @Test
  void wordPiecesAreThoseOfTheModelsTokenizer() throws IOException {
    WordPieces pieces = WordPieces.read(MiniLm.TOKENIZER);
    assertThat(pieces.ids("Zürich <=> naïve\u0007\ncafé"))
        .containsExactly(101, 10204, 1026, 1027, 1028, 15743, 7668, 102);
    assertThat(pieces.ids("日本")).containsExactly(101, 1864, 1876, 102);
    assertThat(pieces.ids("")).containsExactly(101, 102);
    assertThat(pieces.ids("row ".repeat(1000))).hasSize(256).startsWith(101).endsWith(102);
  }

  @Test
  void theNameOfTheEmbedderHoldsTheHashOfTheModel() {
    assertThat(Embedders.named(Embedders.STANDARD, "a test").open(List.of()).id())
        .isEqualTo(
            "all-MiniLM-L6-v2 (model"
                + " afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1)");
  }

  private static double similarity(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}
