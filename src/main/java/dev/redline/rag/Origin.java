package dev.redline.rag;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Where answers in a file come from: what must be equal for their scores to be compared with
 * others. The {@code summary} that evaluations of this project carry states it. A file without one
 * has a judge and a corpus that nobody states, and its questions are hashed.
 *
 * @param judge who gave the labels in the file
 */
public record Origin(JudgeId judge, String corpusSha256, String casesSha256, int k) {

  private static final String NOT_STATED = "not stated";

  /** The judge of labels in a file that does not say who gave them. */
  static final JudgeId UNKNOWN_JUDGE = new JudgeId("labels", "as-given", null);

  static Origin read(Path file, List<Judged> results) {
    return summary(file)
        .map(summary -> new Stated(summary, results).origin())
        .orElseGet(
            () -> new Origin(UNKNOWN_JUDGE, NOT_STATED, questions(results), chunks(results)));
  }

  /** The same with another judge. */
  Origin judgedBy(JudgeId other) {
    return new Origin(other, corpusSha256, casesSha256, k);
  }

  private record Stated(JsonNode summary, List<Judged> results) {

    Origin origin() {
      return new Origin(
          judge(),
          text("corpus_sha256").orElse(NOT_STATED),
          text("cases_sha256").orElseGet(() -> questions(results)),
          summary.path("k").isInt() ? summary.path("k").intValue() : chunks(results));
    }

    private JudgeId judge() {
      String[] parts = text("judge").orElse("").split("@", 2);
      return parts.length == 2
          ? new JudgeId(parts[0], parts[1], text("model").orElse(null))
          : UNKNOWN_JUDGE;
    }

    private Optional<String> text(String key) {
      JsonNode value = summary.path(key);
      return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }
  }

  /** The file is known to be sound: its results have been read. */
  private static Optional<JsonNode> summary(Path file) {
    try (InputStream in = StrictJson.open(file);
        JsonParser parser = StrictJson.MAPPER.createParser(in)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        if (key.equals("summary") && value == JsonToken.START_OBJECT) {
          return Optional.of(parser.readValueAsTree());
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (JacksonException e) {
      throw StrictJson.notJson(file, 0, e);
    } catch (IOException e) {
      throw StrictJson.unreadable(file, e);
    }
  }

  /** Over ids, questions and expected answers, whatever their order in the file. */
  private static String questions(List<Judged> results) {
    MessageDigest digest = sha256();
    results.stream()
        .map(Judged::answered)
        .sorted(Comparator.comparing(Answered::queryId))
        .flatMap(
            answered -> List.of(answered.queryId(), answered.query(), answered.gtAnswer()).stream())
        .forEach(
            part -> {
              digest.update(part.getBytes(StandardCharsets.UTF_8));
              digest.update((byte) 0);
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static int chunks(List<Judged> results) {
    return results.stream().mapToInt(result -> result.answered().context().size()).max().orElse(0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
