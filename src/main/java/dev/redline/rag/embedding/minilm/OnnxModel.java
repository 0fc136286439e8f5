package dev.redline.rag.embedding.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/** A model of BERT's kind in ONNX Runtime; lives as long as the process. */
final class OnnxModel {

  private final OrtEnvironment environment;
  private final OrtSession session;

  private OnnxModel(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  static OnnxModel load(String resource) throws OrtException, IOException {
    try (InputStream file = MiniLm.resource(resource);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      return new OnnxModel(environment, environment.createSession(file.readAllBytes(), options));
    }
  }

  /** The last hidden state: one vector a token. */
  float[][] vectors(long[] tokens) throws OrtException {
    long[] seen = new long[tokens.length];
    Arrays.fill(seen, 1);
    try (OnnxTensor ids = tensor(tokens);
        OnnxTensor attention = tensor(seen);
        OnnxTensor types = tensor(new long[tokens.length]);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", attention, "token_type_ids", types))) {
      return ((float[][][]) result.get(0).getValue())[0];
    }
  }

  private OnnxTensor tensor(long[] row) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {row});
  }
}
