package dev.redline.rag.judge.offline.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions of several words that are read as one. */
final class Phrases {

  private record Phrase(String words, String reading) {}

  /** By its first word, the longest first. */
  private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();

  Phrases(Resource list) {
    list.pairs('=').stream()
        .map(pair -> new Phrase(pair.get(0), pair.get(1)))
        .sorted(Comparator.comparing((Phrase phrase) -> phrase.words().length()).reversed())
        .forEach(
            phrase ->
                byFirstWord
                    .computeIfAbsent(
                        phrase.words().substring(0, wordEnd(phrase.words(), 0)),
                        first -> new ArrayList<>())
                    .add(phrase));
  }

  /** The text in lower case with every phrase replaced. */
  String replaceIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    StringBuilder replaced = new StringBuilder(lower.length());
    int at = 0;
    while (at < lower.length()) {
      Phrase phrase = at == 0 || !isPart(lower.charAt(at - 1)) ? phraseAt(lower, at) : null;
      if (phrase != null) {
        replaced.append(phrase.reading());
        at += phrase.words().length();
      } else {
        int end = Math.max(at + 1, wordEnd(lower, at));
        replaced.append(lower, at, end);
        at = end;
      }
    }
    return replaced.toString();
  }

  private @Nullable Phrase phraseAt(String text, int at) {
    String first = text.substring(at, wordEnd(text, at));
    for (Phrase phrase : byFirstWord.getOrDefault(first, List.of())) {
      int end = at + phrase.words().length();
      if (text.startsWith(phrase.words(), at)
          && (end == text.length() || !isPart(text.charAt(end)))) {
        return phrase;
      }
    }
    return null;
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isPart(char c) {
    return isWord(c) || c == '-';
  }
}
