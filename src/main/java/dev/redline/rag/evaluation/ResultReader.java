package dev.redline.rag.evaluation;

import dev.redline.rag.Answered;
import dev.redline.rag.Claim;
import dev.redline.rag.Judged;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.json.JsonAt;
import dev.redline.rag.metric.Label;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one result and checks that its matrices fit its claims and chunks. */
final class ResultReader {

  /** Space that is no blank to Java, and punctuation, say nothing. */
  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}\\p{S}]");

  private ResultReader() {}

  static Judged read(JsonAt result) {
    Answered answered = answered(result);
    int chunks = answered.context().size();
    Claims response =
        new Claims(result, "response_claims", "answer2response", "retrieved2response");
    Claims answer = new Claims(result, "gt_answer_claims", "response2answer", "retrieved2answer");
    response.requireClaimsOfHalf();
    answer.requireClaimsOfHalf();
    return new Judged(
        answered,
        response.claims(),
        answer.claims(),
        response.labels(),
        answer.labels(),
        response.matrix(chunks),
        answer.matrix(chunks));
  }

  private static Answered answered(JsonAt result) {
    return new Answered(
        result.required("query_id").filledText(),
        result.required("query").text(),
        result.optional("gt_answer").map(JsonAt::text).orElse(""),
        result.required("response").text(),
        result
            .optional("retrieved_context")
            .map(context -> context.list(ResultReader::chunk))
            .orElse(List.of()));
  }

  private static RetrievedText chunk(JsonAt chunk) {
    return new RetrievedText(
        chunk.object().optional("doc_id").map(JsonAt::text).orElse(null),
        chunk.required("text").text());
  }

  /** One side of the comparison: its claims and what was found about them. */
  private record Claims(JsonAt result, String claimsKey, String labelsKey, String matrixKey) {

    @Nullable List<Claim> claims() {
      return result.optional(claimsKey).map(c -> c.list(ResultReader::claim)).orElse(null);
    }

    @Nullable List<Label> labels() {
      return result.optional(labelsKey).map(this::row).orElse(null);
    }

    private List<Label> row(JsonAt labels) {
      List<Label> row = labels.list(ResultReader::label);
      result.optional(claimsKey).ifPresent(c -> requireSize(labels, row, c.node().size(), "claim"));
      return row;
    }

    @Nullable List<List<Label>> matrix(int chunks) {
      return result.optional(matrixKey).map(m -> matrix(m, chunks)).orElse(null);
    }

    /** Claims would be taken apart anew for the stage that is missing, and not be these. */
    void requireClaimsOfHalf() {
      boolean checked = result.optional(labelsKey).isPresent();
      boolean half = checked != result.optional(matrixKey).isPresent();
      if (half && result.optional(claimsKey).isEmpty()) {
        throw result.wrong(
            ("has \"%s\" and no \"%s\", without which \"%s\" cannot be judged; add them, or leave"
                    + " both out")
                .formatted(
                    checked ? labelsKey : matrixKey, claimsKey, checked ? matrixKey : labelsKey));
      }
    }

    private List<List<Label>> matrix(JsonAt matrix, int chunks) {
      List<List<Label>> rows =
          matrix.list(
              row -> requireSize(row, row.list(ResultReader::label), chunks, "retrieved chunk"));
      result
          .optional(claimsKey)
          .or(() -> result.optional(labelsKey))
          .ifPresent(claims -> requireSize(matrix, rows, claims.node().size(), "claim"));
      return rows;
    }
  }

  private static <T> List<T> requireSize(JsonAt where, List<T> list, int size, String what) {
    if (list.size() != size) {
      throw where.wrong(
          "has %d entries, needs %d, one for each %s".formatted(list.size(), size, what));
    }
    return list;
  }

  private static Claim claim(JsonAt claim) {
    List<String> parts = requireSize(claim, claim.list(JsonAt::text), 3, "part of a triplet");
    Claim read = new Claim(parts.get(0), parts.get(1), parts.get(2));
    if (!WORDS.matcher(read.text()).find()) {
      throw claim.wrong("says nothing; take the claim out, with its labels");
    }
    return read;
  }

  static Label label(JsonAt label) {
    return Label.of(label.text())
        .orElseThrow(
            () ->
                label.wrong(
                    "\"%s\" is no label; use Entailment, Neutral or Contradiction, spelt so"
                        .formatted(label.text())));
  }
}
