package dev.redline.rag.offline;

import java.util.Set;
import java.util.regex.Pattern;

/** How likely a sentence answers a question. */
record SentenceScore(Idf idf) {

  private static final double UNKNOWN = 1.0;
  private static final double AROUND = 0.6;
  private static final double RANK = 0.3;
  private static final double FIGURE = 0.15;
  private static final Pattern QUANTITY = Pattern.compile("[a-z]+:-?[0-9].*");

  /**
   * The share of the question's weight in the sentence, plus some for the passage around it and its
   * rank, plus a little for a number where one is asked for.
   *
   * @param rank of the passage, 0 being the best
   */
  double of(Question question, Set<String> sentence, Set<String> around, int rank) {
    double figure = question.wantsFigure() && hasQuantity(sentence) ? FIGURE : 0;
    return share(question, sentence)
        + AROUND * share(question, around)
        + RANK / (1 + rank)
        + figure;
  }

  private static boolean hasQuantity(Set<String> keys) {
    return keys.stream().anyMatch(key -> QUANTITY.matcher(key).matches());
  }

  private double share(Question question, Set<String> keys) {
    double all = 0;
    double found = 0;
    for (String key : question.keys()) {
      double weight = idf.weight(key, UNKNOWN);
      all += weight;
      found += keys.contains(key) ? weight : 0;
    }
    return all == 0 ? 0 : found / all;
  }
}
