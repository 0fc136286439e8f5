package dev.redline.rag;

import dev.redline.rag.metric.Label;
import dev.redline.rag.metric.Labels;
import dev.redline.rag.metric.QueryMetrics;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answered question as far as it has been judged. A stage that did not run is null; shapes are
 * those of {@link Labels}.
 */
public record Judged(
    Answered answered,
    @Nullable List<Claim> responseClaims,
    @Nullable List<Claim> gtAnswerClaims,
    @Nullable List<Label> answer2response,
    @Nullable List<Label> response2answer,
    @Nullable List<List<Label>> retrieved2response,
    @Nullable List<List<Label>> retrieved2answer) {

  /** A question nobody has judged yet. */
  public static Judged notYet(Answered answered) {
    return new Judged(answered, null, null, null, null, null, null);
  }

  /** The labels if every matrix is there. */
  public Optional<Labels> labels() {
    return answer2response == null
            || response2answer == null
            || retrieved2response == null
            || retrieved2answer == null
        ? Optional.empty()
        : Optional.of(
            new Labels(
                answered.context().size(),
                answer2response,
                response2answer,
                retrieved2response,
                retrieved2answer));
  }

  /** The metrics if every matrix is there. */
  public Optional<QueryMetrics> metrics() {
    return labels().map(QueryMetrics::of);
  }
}
