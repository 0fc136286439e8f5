package dev.redline.rag.offline;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Expressions of several words that are read as one. */
final class Phrases {

  private final Map<String, String> readings = new HashMap<>();
  private final Pattern pattern;

  Phrases(Resource list) {
    list.pairs('=').forEach(pair -> readings.put(pair.get(0), pair.get(1)));
    this.pattern =
        Pattern.compile(
            readings.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\w-])(?:", ")(?![\\w-])")));
  }

  /** The text in lower case with every phrase replaced. */
  String replaceIn(String text) {
    Matcher matcher = pattern.matcher(text.toLowerCase(Locale.ROOT));
    return matcher.replaceAll(found -> Matcher.quoteReplacement(reading(found.group())));
  }

  private String reading(String phrase) {
    return readings.getOrDefault(phrase, phrase);
  }
}
