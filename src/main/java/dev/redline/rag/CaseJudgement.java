package dev.redline.rag;

import java.util.ArrayList;
import java.util.List;

/** Judges one answered question: claims of both sides against each other and the context. */
final class CaseJudgement {

  private CaseJudgement() {}

  static Judged of(Answered answered, Judge judge) {
    String question = answered.query();
    List<Claim> response = judge.extract(question, answered.response());
    List<Claim> answer = judge.extract(question, answered.gtAnswer());
    Labels labels =
        new Labels(
            answered.context().size(),
            check(judge, question, response, answered.gtAnswer()),
            check(judge, question, answer, answered.response()),
            matrix(judge, answered, response),
            matrix(judge, answered, answer));
    return Judged.of(answered, response, answer, labels);
  }

  /** One row a claim, one column a chunk. */
  private static List<List<Label>> matrix(Judge judge, Answered answered, List<Claim> claims) {
    List<List<Label>> rows = new ArrayList<>();
    claims.forEach(claim -> rows.add(new ArrayList<>()));
    for (RetrievedText chunk : answered.context()) {
      List<Label> column = check(judge, answered.query(), claims, chunk.text());
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).add(column.get(i));
      }
    }
    return rows;
  }

  private static List<Label> check(
      Judge judge, String question, List<Claim> claims, String reference) {
    if (claims.isEmpty()) {
      return List.of();
    }
    List<Label> labels = judge.check(question, claims, reference);
    if (labels.size() != claims.size()) {
      throw new UnusableReplyException(
          "%s gave %d labels for %d claims".formatted(judge.id(), labels.size(), claims.size()),
          labels.toString());
    }
    return labels;
  }
}
