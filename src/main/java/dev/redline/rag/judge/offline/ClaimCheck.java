package dev.redline.rag.judge.offline;

import dev.redline.rag.judge.offline.text.Term;
import dev.redline.rag.metric.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Decides which claims a reference supports. A claim is as likely as the reference has its content
 * words, each occurrence there supporting one; a number, an identifier or a name must be there. As
 * many claims are supported as the likelihoods add up to, the likeliest first (probabilistic
 * classify and count, Bella et al. 2010).
 */
final class ClaimCheck {

  /** Some of what the reference says in other words is no common word. */
  private static final double LIFT = 1.35;

  private static final double HALF = 0.5;

  /** Of so many words of a claim that states more than two, one may be missing. */
  private static final int STATEMENT = 5;

  private final TextTerms texts;

  ClaimCheck(TextTerms texts) {
    this.texts = texts;
  }

  /** One label a claim, in order. */
  List<Label> check(List<String> claims, SupportingText evidence) {
    Map<String, Integer> supply = new HashMap<>(evidence.supply());
    Verdicts verdicts = new Verdicts(texts, claims, evidence);
    List<Double> likelihoods = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      double covered = likelihood(texts.terms(claims.get(i)), supply, evidence);
      likelihoods.add(verdicts.stands(i) ? covered : 0.0);
    }
    return labels(likelihoods, verdicts);
  }

  private static List<Label> labels(List<Double> likelihoods, Verdicts verdicts) {
    long supported =
        (long) Math.floor(likelihoods.stream().mapToDouble(Double::doubleValue).sum() + HALF);
    List<Label> labels = new ArrayList<>(Collections.nCopies(likelihoods.size(), Label.NEUTRAL));
    IntStream.range(0, likelihoods.size())
        .boxed()
        .filter(i -> likelihoods.get(i) > 0)
        .sorted(Comparator.comparing(i -> -likelihoods.get(i)))
        .limit(supported)
        .forEach(i -> labels.set(i, Label.ENTAILMENT));
    for (int i = 0; i < labels.size(); i++) {
      if (verdicts.contradicted(i)) {
        labels.set(i, Label.CONTRADICTION);
      }
    }
    return labels;
  }

  /** The share of the terms that is there, to the power of how many pairs of terms there are. */
  private static double likelihood(
      List<Term> terms, Map<String, Integer> supply, SupportingText evidence) {
    double found = 0;
    boolean complete = true;
    int lacking = 0;
    for (Term term : terms) {
      boolean there = supply.merge(term.key(), -1, Integer::sum) >= 0 || evidence.understood(term);
      found += there ? 1 : 0;
      complete &= term.kind() == Term.Kind.WORD || evidence.has(term);
      lacking += evidence.has(term) ? 0 : 1;
    }
    double pairs = Math.max(1, terms.size() * HALF);
    complete &= terms.size() <= ClaimSplitter.MOST || lacking <= terms.size() / STATEMENT;
    return complete && !terms.isEmpty()
        ? Math.min(1, LIFT * Math.pow(found / terms.size(), pairs))
        : 0;
  }
}
