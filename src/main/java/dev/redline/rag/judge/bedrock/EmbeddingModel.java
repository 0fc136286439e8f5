package dev.redline.rag.judge.bedrock;

import dev.redline.rag.judge.call.Environment;
import dev.redline.rag.judge.call.SettingException;
import dev.redline.vector.VectorTable;
import java.util.Optional;

/**
 * A Titan model that turns text into vectors.
 *
 * @param dimensions length of the vectors; empty for the model's own choice, which is all that the
 *     first Titan model takes
 */
public record EmbeddingModel(String id, Optional<Integer> dimensions) {

  static final String ID = "BEDROCK_EMBED_MODEL_ID";
  private static final String DIMENSIONS = "BEDROCK_EMBED_DIMENSIONS";

  static Optional<EmbeddingModel> of(Environment environment) {
    Optional<String> id =
        environment.text(ID, BedrockSettings.MODEL_ID, BedrockSettings.A_MODEL_ID);
    Optional<Integer> dimensions =
        environment.whole(
            DIMENSIONS,
            1,
            VectorTable.MOST_INDEXED_DIMENSIONS,
            ": an HNSW or IVFFlat index of pgvector takes no more");
    dimensions
        .filter(d -> id.isEmpty())
        .ifPresent(
            d -> {
              throw new SettingException(DIMENSIONS, d.toString(), "accompanied by " + ID);
            });
    return id.map(name -> new EmbeddingModel(name, dimensions));
  }
}
