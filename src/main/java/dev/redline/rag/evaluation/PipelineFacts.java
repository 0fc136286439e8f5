package dev.redline.rag.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a file says about the pipeline that gave its answers.
 *
 * @param parts prompt, model, embedder, chunker or whatever else the file names, each with its
 *     value
 * @param retrieval empty unless questions name their gold passages
 */
public record PipelineFacts(Map<String, String> parts, Optional<RetrievalScore> retrieval) {

  /** Of answers about which nothing is said. */
  public static final PipelineFacts NONE = new PipelineFacts(Map.of(), Optional.empty());

  public PipelineFacts {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** In which parts the two differ, each with both values; what one does not name differs. */
  public List<String> differences(PipelineFacts other) {
    List<String> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(parts.keySet());
    names.addAll(other.parts.keySet());
    for (String name : names) {
      String before = parts.getOrDefault(name, AnswerProvenance.NOT_STATED);
      String now = other.parts.getOrDefault(name, AnswerProvenance.NOT_STATED);
      if (!Objects.equals(before, now)) {
        differences.add("%s: %s, now %s".formatted(name, before, now));
      }
    }
    return differences;
  }
}
