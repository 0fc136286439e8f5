package dev.redline.rag;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Reads RAGChecker's format one result at a time. */
final class RagFileReader {

  private final Path file;
  private final FileHash hash = new FileHash();
  private final JudgedResults.Collector results = new JudgedResults.Collector();
  private final Map<String, Long> lineOf = new HashMap<>();
  private Optional<AggregateMetrics> stated = Optional.empty();
  private Optional<JsonNode> summary = Optional.empty();
  private boolean resultsSeen;

  RagFileReader(Path file) {
    this.file = file;
  }

  RagFile read() {
    try (InputStream in = hash.of(StrictJson.open(file));
        JsonParser parser = StrictJson.MAPPER.createParser(in)) {
      readRoot(parser);
    } catch (JacksonException e) {
      throw StrictJson.notJson(file, 0, e);
    } catch (IOException e) {
      throw StrictJson.unreadable(file, e);
    }
    if (results.size() == 0) {
      String what = resultsSeen ? "\"results\" is empty" : "has no \"results\"";
      throw new RagFileException(file, "", what + "; at least one result is needed");
    }
    JudgedResults read = results.done();
    return new RagFile(new ReadFile(file, hash.hex()), read, stated, Origin.of(summary, read));
  }

  private void readRoot(JsonParser parser) {
    require(parser, parser.nextToken(), JsonToken.START_OBJECT, "", "must be an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (key.equals("results")) {
        resultsSeen = true;
        require(parser, value, JsonToken.START_ARRAY, "/results", "must be an array");
        readResults(parser);
      } else if (key.equals("metrics") && value != JsonToken.VALUE_NULL) {
        stated = Optional.of(aggregate(next(parser, "/metrics").object()));
      } else if (key.equals("summary") && value == JsonToken.START_OBJECT) {
        summary = Optional.of(parser.readValueAsTree());
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw at(parser, "").wrong("nothing may follow the outer object");
    }
  }

  private void readResults(JsonParser parser) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonAt result = next(parser, "/results/" + results.size()).object();
      JsonLines.requireUnique(result.required("query_id"), lineOf);
      results.add(ResultReader.read(result));
    }
  }

  private static AggregateMetrics aggregate(JsonAt metrics) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      MetricGroup group = metric.group();
      metrics
          .optional(group.key())
          .or(() -> metrics.optional(group.olderKey()))
          .flatMap(stated -> stated.object().optional(metric.key()))
          .ifPresent(value -> values.put(metric, value.number()));
    }
    return new AggregateMetrics(values);
  }

  private JsonAt next(JsonParser parser, String pointer) {
    long line = parser.currentTokenLocation().getLineNr();
    JsonNode node = parser.readValueAsTree();
    return new JsonAt(file, line, pointer, node);
  }

  private void require(
      JsonParser parser, JsonToken token, JsonToken wanted, String pointer, String rule) {
    if (token != wanted) {
      throw at(parser, pointer).wrong(rule);
    }
  }

  private JsonAt at(JsonParser parser, String pointer) {
    long line = Math.max(1, parser.currentLocation().getLineNr());
    return new JsonAt(file, line, pointer, StrictJson.MAPPER.nullNode());
  }
}
