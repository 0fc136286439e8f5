package dev.redline.rag.embedding.minilm;

import ai.onnxruntime.OrtException;
import dev.redline.rag.Embedder;
import dev.redline.rag.JudgeUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The vector of a text: the mean of the model's vectors of its word pieces, brought to length 1, as
 * the model's card says. What goes beyond 256 word pieces is not seen; the model was trained on
 * fewer. One thread and one text at a time: the same machine always gives the same vector.
 */
final class MiniLm implements Embedder {

  static final int DIMENSIONS = 384;
  static final String MODEL = "all-minilm-l6-v2-q.onnx";
  static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";

  private @Nullable WordPieces pieces;
  private @Nullable OnnxModel model;

  static InputStream resource(String name) {
    return Objects.requireNonNull(MiniLm.class.getClassLoader().getResourceAsStream(name), name);
  }

  /**
   * A vector of length 1.
   *
   * @throws JudgeUnavailableException if ONNX Runtime cannot work on this machine
   */
  @Override
  public synchronized float[] embed(String text) {
    try {
      if (pieces == null || model == null) {
        pieces = WordPieces.read(TOKENIZER);
        model = OnnxModel.load(MODEL);
      }
      return normalized(mean(model.vectors(pieces.ids(text))));
    } catch (OrtException | IOException | LinkageError e) {
      throw JudgeUnavailableException.ofEmbedder(
          "ONNX Runtime failed: " + e.getMessage(),
          "Run on a system that it supports, or name the embedder hashing in gates/");
    }
  }

  private static double[] mean(float[][] vectors) {
    double[] mean = new double[DIMENSIONS];
    for (float[] vector : vectors) {
      for (int i = 0; i < DIMENSIONS; i++) {
        mean[i] += vector[i] / vectors.length;
      }
    }
    return mean;
  }

  private static float[] normalized(double[] mean) {
    double squares = 0;
    for (double component : mean) {
      squares += component * component;
    }
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) (mean[i] / Math.sqrt(squares));
    }
    return vector;
  }
}
