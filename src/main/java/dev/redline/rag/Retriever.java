package dev.redline.rag;

import java.util.List;

/** Finds passages for a question. */
public interface Retriever {

  /**
   * The best passages, best first.
   *
   * @param k how many at most, at least 1; fewer come back only if there are no more to be found
   */
  List<Passage> retrieve(String query, int k);
}
