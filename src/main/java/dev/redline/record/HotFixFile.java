package dev.redline.record;

import dev.redline.record.journal.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads of a hot-fix's JSON what it takes to hold others back. */
final class HotFixFile {

  private HotFixFile() {}

  /**
   * @throws HotFixException if the file does not say when which gate of which phase did not pass
   */
  static OpenHotFix read(Path file, String id) {
    try {
      JsonNode json = CanonicalJson.parse(Files.readString(file));
      return new OpenHotFix(
          id,
          Instant.parse(text(json, "time")),
          text(json, "phase"),
          text(json, "gate"),
          Optional.of(json.path("server")).filter(JsonNode::isString).map(JsonNode::asString));
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      throw new HotFixException(
          ("The hot-fix %s cannot be read, so it cannot be told what it holds back. Restore the file"
                  + " (the .md beside it says the same), or move both to another folder.")
              .formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }

  private static String text(JsonNode json, String key) {
    if (!json.path(key).isString()) {
      throw new IllegalArgumentException(key + " is no text");
    }
    return json.path(key).asString();
  }
}
