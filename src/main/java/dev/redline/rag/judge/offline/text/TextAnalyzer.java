package dev.redline.rag.judge.offline.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns text into terms. Not safe for use by several threads. */
public final class TextAnalyzer {

  private static final Set<String> BACK_REFERENCES =
      Set.of("it", "its", "they", "their", "this", "these", "such");

  private final Lexicon lexicon;
  private final Clauses clauses;
  private final Appositions appositions;
  private final Parallels parallels;

  public TextAnalyzer(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.clauses = new Clauses(lexicon);
    this.appositions = new Appositions(lexicon);
    this.parallels = new Parallels(lexicon);
  }

  /** All clauses of the text in order; one that begins with a pronoun gets what it stands for. */
  public List<Clause> clauses(String text) {
    List<Clause> all = new ArrayList<>();
    List<String> sentences = Sentences.of(text);
    for (int i = 0; i < sentences.size(); i++) {
      for (List<Token> tokens : parts(sentences.get(i))) {
        List<Term> terms = new ArrayList<>();
        if (refersBack(tokens) && !all.isEmpty()) {
          terms.addAll(all.get(all.size() - 1).subject());
        }
        terms.addAll(TermReader.read(lexicon, tokens));
        all.add(Clause.of(i, terms, Tone.of(lexicon, tokens), listed(tokens)));
      }
    }
    return all;
  }

  /** Parts of the text's sentences that say the like of two things. */
  public List<Parallel> parallels(String text) {
    return Sentences.of(text).stream().flatMap(each -> parallels.of(read(each)).stream()).toList();
  }

  private List<List<Token>> parts(String sentence) {
    return clauses.split(read(sentence)).stream()
        .flatMap(clause -> appositions.apart(clause).stream())
        .map(Chronology::inOrder)
        .toList();
  }

  /** All terms of the text in order. */
  public List<Term> terms(String text) {
    return Sentences.of(text).stream()
        .flatMap(sentence -> parts(sentence).stream())
        .flatMap(tokens -> TermReader.read(lexicon, tokens).stream())
        .toList();
  }

  private List<Token> read(String text) {
    return Lexer.tokens(lexicon.phrases().replaceIn(text));
  }

  private Set<String> listed(List<Token> tokens) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if ((i > 0 && lists(tokens.get(i - 1)))
          || (i + 1 < tokens.size() && lists(tokens.get(i + 1)))) {
        keys.add(lexicon.meaning(tokens.get(i).text()));
      }
    }
    return keys;
  }

  private static boolean lists(Token token) {
    return token.is(",") || token.is("and") || token.is("or");
  }

  private static boolean refersBack(List<Token> tokens) {
    return !tokens.isEmpty() && BACK_REFERENCES.contains(tokens.get(0).text());
  }
}
