package dev.redline.rag.judge.offline.retrieval;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is asked.
 *
 * @param wantsFigure whether the answer has to hold a number
 */
record Question(Set<String> keys, boolean wantsFigure) {

  private static final Pattern FIGURE =
      Pattern.compile(
          "\\b(how (many|much|large|long|often|big|high|far|old)|default|limit|up to|which version"
              + "|since when|from which|starting value|range|maximum|minimum)\\b",
          Pattern.CASE_INSENSITIVE);

  static Question of(String text, Set<String> keys) {
    return new Question(keys, FIGURE.matcher(text).find());
  }
}
