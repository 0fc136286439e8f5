package dev.redline.rag.judge.offline.text;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers as English spells them, up to ninety-nine. */
final class NumberWords {

  private static final List<String> SMALL =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");

  private static final Map<String, Integer> TENS =
      Map.of(
          "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "seventy", 70,
          "eighty", 80, "ninety", 90);

  private static final Map<String, Integer> TIMES = Map.of("once", 1, "twice", 2, "thrice", 3);

  private NumberWords() {}

  /** The number that a single word spells; null for any other word. */
  static @Nullable Integer value(String word) {
    int small = SMALL.indexOf(word);
    return small >= 0 ? Integer.valueOf(small) : TENS.getOrDefault(word, TIMES.get(word));
  }

  /** Whether a number from one to nine may follow, as in ninety-five. */
  static boolean isTens(String word) {
    return TENS.containsKey(word);
  }

  /** One to nine as the word spells it; 0 for any other word. */
  static int digit(String word) {
    int small = SMALL.indexOf(word);
    return small <= 9 ? Math.max(0, small) : 0;
  }
}
