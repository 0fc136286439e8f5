package dev.redline.rag.evaluation;

import dev.redline.rag.Answered;
import dev.redline.rag.Judge;
import dev.redline.rag.Judged;

/**
 * Judges what is missing of one answered question: claims of both sides against each other and the
 * context.
 */
final class CaseJudgement {

  private CaseJudgement() {}

  /**
   * The question with all labels.
   *
   * @param given what is there already, which is kept
   */
  static Judged of(Judged given, Judge judge) {
    Answered answered = given.answered();
    String question = answered.query();
    JudgedSide response = JudgedSide.ofResponse(given);
    JudgedSide answer = JudgedSide.ofAnswer(given);
    response = response.withClaims(judge, question, answered.response());
    answer = answer.withClaims(judge, question, answered.gtAnswer());
    response = response.withLabels(judge, question, answered.gtAnswer());
    answer = answer.withLabels(judge, question, answered.response());
    response = response.withMatrix(judge, answered);
    answer = answer.withMatrix(judge, answered);
    return new Judged(
        answered,
        response.claims(),
        answer.claims(),
        response.labels(),
        answer.labels(),
        response.matrix(),
        answer.matrix());
  }
}
