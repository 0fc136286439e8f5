package dev.redline.rag.evaluation;

import dev.redline.rag.Unjudged;
import java.util.List;

/**
 * What can be said of answers that no reference is there for.
 *
 * @param withoutReference answers whose passages alone they are held against
 * @param faithfulness the mean share of their claims that a passage entails, 0 to 1; NaN without
 *     any
 * @param passagesUsed the mean share of their passages that entail a claim, 0 to 1; NaN without any
 * @param unanswerable questions that nobody can answer from the corpus
 * @param refusal the share of them whose answer refuses, 0 to 1; NaN without any
 * @param answered ids of the unanswerable questions that were answered all the same
 * @param unjudged answers that the judge could not read
 */
public record OtherScores(
    int withoutReference,
    double faithfulness,
    double passagesUsed,
    int unanswerable,
    double refusal,
    List<String> answered,
    List<Unjudged> unjudged) {}
