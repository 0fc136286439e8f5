package dev.redline.rag.judge.offline;

import dev.redline.rag.judge.offline.text.Clause;
import dev.redline.rag.judge.offline.text.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What speaks against each claim, found in the sentences that the claims make up together. */
final class Verdicts {

  private final TextTerms texts;
  private final SupportingText evidence;
  private final List<Boolean> contradicted = new ArrayList<>();
  private final List<Boolean> doubted = new ArrayList<>();

  Verdicts(TextTerms texts, List<String> claims, SupportingText evidence) {
    this.texts = texts;
    this.evidence = evidence;
    int start = 0;
    for (int i = 1; i <= claims.size(); i++) {
      if (i == claims.size() || !claims.get(i).startsWith(ClaimSplitter.CONTINUED)) {
        judge(claims.subList(start, i));
        start = i;
      }
    }
  }

  boolean contradicted(int claim) {
    return contradicted.get(claim);
  }

  boolean stands(int claim) {
    return !contradicted.get(claim) && !doubted.get(claim);
  }

  private void judge(List<String> sentence) {
    Set<String> against = new HashSet<>();
    Set<String> open = new HashSet<>();
    String whole = String.join(" ", sentence).replace(ClaimSplitter.CONTINUED + " ", "");
    for (Clause clause : texts.clauses(whole)) {
      if (sentence.size() == 1) {
        clause.terms().stream().filter(evidence::turns).forEach(term -> open.add(term.key()));
      }
      open.addAll(evidence.mixing().keys(clause));
      closest(clause)
          .ifPresent(
              contrast -> {
                against.addAll(contrast.contradicted());
                open.addAll(contrast.doubted());
              });
    }
    for (String claim : sentence) {
      List<Term> terms = texts.terms(claim);
      contradicted.add(terms.stream().anyMatch(term -> against.contains(term.key())));
      doubted.add(terms.stream().anyMatch(term -> open.contains(term.key())));
    }
  }

  private Optional<Contrast> closest(Clause claim) {
    return evidence.clauses().stream()
        .map(clause -> Contrast.of(texts.lexicon(), claim, clause))
        .max(Comparator.comparingDouble(Contrast::closeness));
  }
}
