package dev.redline.rag.judge.offline.retrieval;

import java.util.Set;
import java.util.regex.Pattern;

/** How likely a sentence answers a question. */
record SentenceScore(Idf idf) {

  private static final double UNKNOWN = 1.0;
  private static final double NEAR = 0.2;
  private static final double AROUND = 0.6;
  private static final double RANK = 0.3;
  private static final double FIGURE = 0.3;
  private static final int LONG = 8;
  private static final double LENGTH = 0.015;
  private static final Pattern QUANTITY = Pattern.compile("[a-z]+:-?[0-9].*");

  /**
   * The share of the question's weight in the sentence, plus some for the sentence before it and
   * for its passage, plus some for a number where one is asked for, less a little for length.
   *
   * @param near keys of the sentence and the one before it
   * @param around keys of the whole passage
   */
  double of(Question question, Set<String> sentence, Set<String> near, Set<String> around) {
    double figure = question.wantsFigure() && hasQuantity(sentence) ? FIGURE : 0;
    return share(question, sentence)
        + NEAR * share(question, near)
        + AROUND * share(question, around)
        + figure
        - LENGTH * Math.max(0, sentence.size() - LONG);
  }

  /** What a sentence gets for the rank of its passage, 0 being the best. */
  static double forRank(int rank) {
    return RANK / (1 + rank);
  }

  /** The share of the question's weight that the keys have, 0 to 1. */
  double share(Question question, Set<String> keys) {
    double all = 0;
    double found = 0;
    for (String key : question.keys()) {
      double weight = Math.sqrt(idf.weight(key, UNKNOWN));
      all += weight;
      found += keys.contains(key) ? weight : 0;
    }
    return all == 0 ? 0 : found / all;
  }

  private static boolean hasQuantity(Set<String> keys) {
    return keys.stream().anyMatch(key -> QUANTITY.matcher(key).matches());
  }
}
