package dev.redline.scan;

import dev.redline.scan.CredentialPlace.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is found in one line. */
final class CredentialHits {

  /**
   * One credential.
   *
   * @param value never to be shown
   */
  record Hit(Kind kind, String value) {
    @Override
    public String toString() {
      return kind + " ***";
    }
  }

  private final String line;
  private final List<Hit> hits = new ArrayList<>();

  CredentialHits(String line) {
    this.line = line;
  }

  List<Hit> all() {
    return List.copyOf(hits);
  }

  /** Takes the value of the pattern at this place if it is none that stands for another. */
  void take(Kind kind, Pattern pattern, int from) {
    take(kind, pattern, from, value -> !Placeholder.is(value));
  }

  void take(Kind kind, Pattern pattern, int from, Predicate<String> counts) {
    Matcher matcher = pattern.matcher(line).region(from, line.length());
    matcher.useTransparentBounds(true);
    if (matcher.lookingAt()) {
      String value = value(matcher);
      if (counts.test(value)) {
        hits.add(new Hit(kind, value));
      }
    }
  }

  private static String value(Matcher matcher) {
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return matcher.group(group);
      }
    }
    throw new IllegalStateException("A pattern without a value: " + matcher.pattern());
  }
}
