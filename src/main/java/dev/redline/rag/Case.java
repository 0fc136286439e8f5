package dev.redline.rag;

import java.util.List;

/**
 * A question with the answer that is known to be right.
 *
 * @param kind free text, for reports
 * @param evidence the doc_ids of the passages that hold the answer, possibly none
 */
public record Case(
    String queryId, String query, String gtAnswer, String kind, List<String> evidence) {

  public Case {
    evidence = List.copyOf(evidence);
  }
}
