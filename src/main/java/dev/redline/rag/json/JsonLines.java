package dev.redline.rag.json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** A file with one JSON object a line, UTF-8, no blank lines. */
public final class JsonLines {

  private JsonLines() {}

  /**
   * All lines in order.
   *
   * @param key the key whose string value must differ from line to line
   * @throws RagFileException if there is no line, or one breaks a rule
   */
  public static <T> List<T> read(Path file, String key, Function<JsonAt, T> record) {
    Map<String, Long> lineOf = new HashMap<>();
    return read(
        file,
        line -> {
          requireUnique(line.required(key), lineOf);
          return record.apply(line);
        });
  }

  /**
   * All lines in order, of which none is held against another.
   *
   * @throws RagFileException if there is no line, or one breaks a rule
   */
  public static <T> List<T> read(Path file, Function<JsonAt, T> record) {
    List<T> records = new ArrayList<>();
    try (BoundedPart in = new BoundedPart(StrictJson.open(file), () -> tooLong(file, records));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        in.next();
        records.add(record.apply(parse(file, ++number, line)));
      }
    } catch (IOException e) {
      throw StrictJson.unreadable(file, e);
    }
    if (records.isEmpty()) {
      throw new RagFileException(file, "", "is empty; it needs at least one line");
    }
    return List.copyOf(records);
  }

  private static RagFileException tooLong(Path file, List<?> before) {
    return new RagFileException(
        file,
        "line " + (before.size() + 1),
        "is longer than %d MB; give every entry a line of its own"
            .formatted(BoundedPart.MOST >> 20));
  }

  private static JsonAt parse(Path file, long number, String line) {
    if (line.isBlank()) {
      throw new RagFileException(file, "line " + number, "is blank; remove the line");
    }
    try {
      return new JsonAt(file, number, "", StrictJson.MAPPER.readTree(line)).object();
    } catch (JacksonException e) {
      throw StrictJson.notJson(file, number - 1, e);
    }
  }

  /** Remembers the id's line and refuses an id seen before. */
  public static void requireUnique(JsonAt id, Map<String, Long> lineOf) {
    Long earlier = lineOf.putIfAbsent(id.filledText(), id.line());
    if (earlier != null) {
      throw id.wrong(
          "\"%s\" is on line %d already; give every entry its own id"
              .formatted(id.text(), earlier));
    }
  }
}
