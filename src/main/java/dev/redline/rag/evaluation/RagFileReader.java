package dev.redline.rag.evaluation;

import dev.redline.files.Sha256;
import dev.redline.rag.Answered;
import dev.redline.rag.Judged;
import dev.redline.rag.RetrievalMetrics;
import dev.redline.rag.StatedMetrics;
import dev.redline.rag.json.BoundedPart;
import dev.redline.rag.json.JsonAt;
import dev.redline.rag.json.JsonLines;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.json.ReadFile;
import dev.redline.rag.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Reads RAGChecker's format one result at a time. */
final class RagFileReader {

  private static final int MOST_PASSAGES = 1_000_000;

  private final Path file;
  private final Sha256 hash = new Sha256();
  private final JudgedResults.Collector results = new JudgedResults.Collector();
  private final Map<String, Long> lineOf = new HashMap<>();
  private Optional<StatedMetrics> stated = Optional.empty();
  private Optional<JsonNode> summary = Optional.empty();
  private final Map<String, String> pipeline = new LinkedHashMap<>();
  private final List<RetrievalMetrics> retrieval = new ArrayList<>();
  private final Set<String> unanswerable = new HashSet<>();
  private final Set<String> unreferenced = new HashSet<>();
  private boolean resultsSeen;

  RagFileReader(Path file) {
    this.file = file;
  }

  RagFile read() {
    try (BoundedPart in = new BoundedPart(hash.reading(StrictJson.open(file)), this::tooLarge);
        JsonParser parser = StrictJson.MAPPER.createParser(in)) {
      readRoot(parser, in);
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
    RagFile whole =
        new RagFile(
            new ReadFile(file, hash.hex()),
            read,
            AnswerProvenance.of(summary, read),
            new PipelineFacts(pipeline, RetrievalScore.of(retrieval)),
            new OtherAnswers.Ids(unanswerable, unreferenced));
    whole.score().ifPresent(score -> stated.ifPresent(all -> all.requireEqual(score::get)));
    return whole;
  }

  private void readRoot(JsonParser parser, BoundedPart in) {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new RagFileException(file, "", "is empty; it needs \"results\"");
    }
    require(parser, first, JsonToken.START_OBJECT, "", "must be an object with \"results\"");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      in.next();
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (key.equals("results")) {
        resultsSeen = true;
        require(parser, value, JsonToken.START_ARRAY, "/results", "must be an array");
        readResults(parser, in);
      } else if (key.equals("metrics") && value != JsonToken.VALUE_NULL) {
        stated = Optional.of(StatedMetrics.ofAll(next(parser, "/metrics").object()));
      } else if (key.equals("summary") && value == JsonToken.START_OBJECT) {
        JsonAt object = next(parser, "/summary");
        object.optional("k").ifPresent(k -> k.whole(0, MOST_PASSAGES));
        summary = Optional.of(object.node());
      } else if (key.equals("pipeline") && value == JsonToken.START_OBJECT) {
        JsonAt object = next(parser, "/pipeline");
        object
            .node()
            .propertyNames()
            .forEach(name -> pipeline.put(name, object.required(name).text()));
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw at(parser, "").wrong("nothing may follow the outer object");
    }
  }

  private void readResults(JsonParser parser, BoundedPart in) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      in.next();
      JsonAt result = next(parser, "/results/" + results.size()).object();
      JsonLines.requireUnique(result.required("query_id"), lineOf);
      Judged judged = ResultReader.read(result);
      result
          .optional("metrics")
          .map(StatedMetrics::ofQuery)
          .ifPresent(
              said -> judged.metrics().ifPresent(metrics -> said.requireEqual(metrics::get)));
      retrieval(result, judged.answered()).ifPresent(retrieval::add);
      result
          .optional("answerable")
          .filter(said -> !said.bool())
          .ifPresent(said -> unanswerable.add(judged.answered().queryId()));
      if (judged.answered().gtAnswer().isBlank() && judged.labels().isEmpty()) {
        unreferenced.add(judged.answered().queryId());
      }
      results.add(judged);
    }
  }

  /** Of a result that names its gold passages, by their ids. */
  private static Optional<RetrievalMetrics> retrieval(JsonAt result, Answered answered) {
    List<String> gold =
        result.optional("evidence").map(ids -> ids.list(JsonAt::filledText)).orElse(List.of());
    List<String> found =
        answered.context().stream().map(text -> Objects.toString(text.docId(), "")).toList();
    return gold.isEmpty()
        ? Optional.empty()
        : Optional.of(RetrievalMetrics.of(found, Set.copyOf(gold), Math.max(1, found.size())));
  }

  private RagFileException tooLarge() {
    return new RagFileException(
        file,
        "/results/" + results.size(),
        "a single result, or what stands beside the results, takes more than %d MB; take out what"
                .formatted(BoundedPart.MOST >> 20)
            + " is no text of question, answer or passage");
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
