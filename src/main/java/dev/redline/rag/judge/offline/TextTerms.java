package dev.redline.rag.judge.offline;

import dev.redline.rag.judge.offline.text.Clause;
import dev.redline.rag.judge.offline.text.Legibility;
import dev.redline.rag.judge.offline.text.Lexicon;
import dev.redline.rag.judge.offline.text.Parallel;
import dev.redline.rag.judge.offline.text.Term;
import dev.redline.rag.judge.offline.text.TextAnalyzer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads texts and remembers the last ones. Not safe for use by several threads. */
final class TextTerms {

  private static final int REMEMBERED = 2048;

  private final Lexicon lexicon;
  private final TextAnalyzer analyzer;
  private final Map<String, List<Clause>> clauses = remembering();
  private final Map<String, List<Term>> terms = remembering();
  private final Map<String, List<Parallel>> parallels = remembering();
  private final Map<String, Boolean> english = remembering();

  TextTerms(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.analyzer = new TextAnalyzer(lexicon);
  }

  Lexicon lexicon() {
    return lexicon;
  }

  List<Clause> clauses(String text) {
    return clauses.computeIfAbsent(text, analyzer::clauses);
  }

  List<Parallel> parallels(String text) {
    return parallels.computeIfAbsent(text, analyzer::parallels);
  }

  List<Term> terms(String text) {
    return terms.computeIfAbsent(text, analyzer::terms);
  }

  /**
   * Makes sure that the text is English.
   *
   * @param what the text is, for a person
   * @throws dev.redline.rag.UnusableReplyException if it is not
   */
  void requireEnglish(String what, String text) {
    if (!english.containsKey(text)) {
      Legibility.require(what, text);
      english.put(text, true);
    }
  }

  private static <T> Map<String, T> remembering() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
