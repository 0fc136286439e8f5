package dev.redline.rag.evaluation;

import dev.redline.rag.Answered;
import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.Judged;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.metric.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One side of the comparison, response or ground-truth answer: its claims and what was found about
 * them. What is there is kept, what is null can be judged.
 */
record JudgedSide(
    @Nullable List<Claim> claims,
    @Nullable List<Label> labels,
    @Nullable List<List<Label>> matrix) {

  static JudgedSide ofResponse(Judged given) {
    return new JudgedSide(
        given.responseClaims(), given.answer2response(), given.retrieved2response());
  }

  static JudgedSide ofAnswer(Judged given) {
    return new JudgedSide(
        given.gtAnswerClaims(), given.response2answer(), given.retrieved2answer());
  }

  /** Claims are needed only for labels. */
  JudgedSide withClaims(Judge judge, String question, String text) {
    boolean needed = claims == null && (labels == null || matrix == null);
    return needed
        ? new JudgedSide(List.copyOf(judge.extract(question, text)), labels, matrix)
        : this;
  }

  JudgedSide withLabels(Judge judge, String question, String reference) {
    return labels == null
        ? new JudgedSide(claims, check(judge, question, needed(), reference), matrix)
        : this;
  }

  JudgedSide withMatrix(Judge judge, Answered answered) {
    return matrix == null
        ? new JudgedSide(claims, labels, matrix(judge, answered, needed()))
        : this;
  }

  private List<Claim> needed() {
    return Objects.requireNonNull(claims, "Claims come before their labels");
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

  static List<Label> check(Judge judge, String question, List<Claim> claims, String reference) {
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
