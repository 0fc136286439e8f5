package dev.redline.rag.evaluation;

import dev.redline.rag.Judged;

/** A part of judging that a file may hold already, in the order of RAGChecker's files. */
public enum CheckStage {
  /** The response taken apart. */
  RESPONSE_CLAIMS("response_claims"),
  /** The ground-truth answer taken apart. */
  GT_ANSWER_CLAIMS("gt_answer_claims"),
  /** The response's claims held against the ground-truth answer. */
  ANSWER2RESPONSE("answer2response"),
  /** The ground-truth answer's claims held against the response. */
  RESPONSE2ANSWER("response2answer"),
  /** The response's claims held against each chunk. */
  RETRIEVED2RESPONSE("retrieved2response"),
  /** The ground-truth answer's claims held against each chunk. */
  RETRIEVED2ANSWER("retrieved2answer");

  private final String key;

  CheckStage(String key) {
    this.key = key;
  }

  /** As files name it. */
  public String key() {
    return key;
  }

  /** Whether it is there; an empty list is. */
  boolean in(Judged judged) {
    Object part =
        switch (this) {
          case RESPONSE_CLAIMS -> judged.responseClaims();
          case GT_ANSWER_CLAIMS -> judged.gtAnswerClaims();
          case ANSWER2RESPONSE -> judged.answer2response();
          case RESPONSE2ANSWER -> judged.response2answer();
          case RETRIEVED2RESPONSE -> judged.retrieved2response();
          case RETRIEVED2ANSWER -> judged.retrieved2answer();
        };
    return part != null;
  }
}
