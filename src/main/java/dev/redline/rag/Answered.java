package dev.redline.rag;

import java.util.List;

/**
 * A question that a RAG system has answered: what goes into an evaluation.
 *
 * @param response may be empty, which makes no claims
 * @param context best first; empty if nothing was retrieved
 */
public record Answered(
    String queryId, String query, String gtAnswer, String response, List<RetrievedText> context) {

  public Answered {
    context = List.copyOf(context);
  }
}
