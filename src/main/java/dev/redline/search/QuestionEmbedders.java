package dev.redline.search;

import dev.redline.rag.NamedEmbedder;
import java.util.List;

/** Who turns questions into vectors, by the name that gates/workload.yaml has. */
@FunctionalInterface
public interface QuestionEmbedders {

  /**
   * Opens one; nothing is sent yet.
   *
   * @param questions that are going to be embedded
   * @throws dev.redline.rag.JudgeUnavailableException if there is none of that name, or something
   *     that it needs is missing
   */
  NamedEmbedder open(String name, List<String> questions);
}
