package dev.redline.rag;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the files here must be: one value, no key twice, nothing behind it. */
final class StrictJson {

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /** Opens a file that must exist. */
  static InputStream open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new RagFileException(file, "", "there is no such file; check the path");
    }
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static RagFileException unreadable(Path file, IOException e) {
    return new RagFileException(file, "", "cannot be read: " + e.getMessage(), e);
  }

  /** The parser's complaint with the line of {@code file}. */
  static RagFileException notJson(Path file, long linesBefore, JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    long line = linesBefore + Math.max(1, location == null ? 1 : location.getLineNr());
    int column = location == null ? 1 : Math.max(1, location.getColumnNr());
    String problem = "is not strict JSON: " + e.getOriginalMessage();
    return new RagFileException(file, "line " + line + ", column " + column, problem, e);
  }
}
