package dev.redline.rag;

import java.util.List;

/**
 * A question with the answer that is known to be right.
 *
 * @param gtAnswer empty if nobody has said what is right
 * @param kind free text, for reports
 * @param evidence the doc_ids of the passages that hold the answer, possibly none
 */
public record Case(
    String queryId, String query, String gtAnswer, String kind, List<String> evidence) {

  public Case {
    evidence = List.copyOf(evidence);
  }

  /** Whether it is known what is right. */
  public boolean hasReference() {
    return !gtAnswer.isEmpty();
  }

  /** The question as it was answered. */
  public Answered answered(String response, List<RetrievedText> context) {
    return new Answered(queryId, query, gtAnswer, response, context);
  }
}
