package dev.redline.rag.judge.offline.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Tells sentences in Latin letters that are not English. The detector is loaded when a sentence
 * first has none of the small words that nearly every English sentence has.
 */
final class Languages {

  private static final String MODEL = "/langdetect-183.bin";
  private static final String ENGLISH = "eng";
  private static final int FEWEST_WORDS = 4;

  /** How much likelier than English another language must be: the detector's figures are close. */
  private static final double CLEARLY = 1.25;

  private static final Pattern WORDS = Pattern.compile("(?U)[^\\p{Alpha}]+");

  private static final Set<String> SMALL_WORDS =
      Set.of(
          "the", "of", "and", "is", "are", "were", "that", "this", "these", "with", "for", "it",
          "its", "not", "from", "by", "be", "or", "to", "which", "when", "where", "has", "have",
          "had", "can", "may", "will", "at", "if", "than", "as", "they", "their", "but", "does",
          "should", "only", "into", "more", "after", "before", "how", "what", "there", "you",
          "your", "each", "all");

  private Languages() {}

  /** Whether the sentence is clearly of another language; false for a few words. */
  static boolean isForeign(String sentence) {
    List<String> words = WORDS.splitAsStream(sentence).filter(word -> word.length() > 1).toList();
    return words.size() >= FEWEST_WORDS
        && words.stream().noneMatch(word -> SMALL_WORDS.contains(word.toLowerCase(Locale.ROOT)))
        && isClearlyForeign(sentence);
  }

  private static boolean isClearlyForeign(String sentence) {
    Language[] languages = new LanguageDetectorME(Loaded.MODEL).predictLanguages(sentence);
    for (Language language : languages) {
      if (language.getLang().equals(ENGLISH)) {
        return languages[0].getConfidence() >= CLEARLY * language.getConfidence();
      }
    }
    return true;
  }

  private static final class Loaded {

    private static final LanguageDetectorModel MODEL = load();

    private static LanguageDetectorModel load() {
      try (InputStream in = Languages.class.getResourceAsStream(Languages.MODEL)) {
        if (in == null) {
          throw new IllegalStateException("The class path lacks " + Languages.MODEL);
        }
        return new LanguageDetectorModel(in);
      } catch (IOException e) {
        throw new UncheckedIOException("Could not read " + Languages.MODEL, e);
      }
    }
  }
}
