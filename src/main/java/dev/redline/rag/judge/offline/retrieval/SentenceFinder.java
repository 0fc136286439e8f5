package dev.redline.rag.judge.offline.retrieval;

import dev.redline.rag.Corpus;
import dev.redline.rag.Passage;
import dev.redline.rag.judge.offline.text.Clause;
import dev.redline.rag.judge.offline.text.Lexicon;
import dev.redline.rag.judge.offline.text.Sentences;
import dev.redline.rag.judge.offline.text.Term;
import dev.redline.rag.judge.offline.text.TextAnalyzer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Scores every sentence of the retrieved passages for a question. */
record SentenceFinder(TextAnalyzer analyzer, SentenceScore score) {

  static SentenceFinder learntFrom(Corpus corpus) {
    TextAnalyzer analyzer = new TextAnalyzer(new Lexicon());
    List<List<String>> texts =
        corpus.passages().stream().map(p -> List.copyOf(keys(analyzer, whole(p)))).toList();
    return new SentenceFinder(analyzer, new SentenceScore(new Idf(texts)));
  }

  Question question(String query) {
    return Question.of(query, keys(analyzer, query));
  }

  /** All sentences in order of rank and place. */
  List<CandidateSentence> candidates(Question question, List<Passage> context) {
    List<CandidateSentence> candidates = new ArrayList<>();
    for (int rank = 0; rank < context.size(); rank++) {
      addSentences(question, context.get(rank), rank, candidates);
    }
    return candidates;
  }

  private void addSentences(
      Question question, Passage passage, int rank, List<CandidateSentence> candidates) {
    Set<String> around = keys(analyzer, whole(passage));
    Map<Integer, Set<String>> keysOf = keysBySentence(passage.text());
    Set<String> previous = keys(analyzer, passage.title());
    List<String> sentences = Sentences.of(passage.text());
    for (int i = 0; i < sentences.size(); i++) {
      Set<String> keys = keysOf.getOrDefault(i, Set.of());
      Set<String> near = new HashSet<>(previous);
      near.addAll(keys);
      double points = score.of(question, keys, near, around) + SentenceScore.forRank(rank);
      candidates.add(new CandidateSentence(sentences.get(i), keys, points));
      previous = keys;
    }
  }

  /** Keys of clauses, in which pronouns have been replaced. */
  private Map<Integer, Set<String>> keysBySentence(String text) {
    Map<Integer, Set<String>> keys = new HashMap<>();
    for (Clause clause : analyzer.clauses(text)) {
      keys.computeIfAbsent(clause.sentence(), key -> new HashSet<>()).addAll(clause.keys());
    }
    return keys;
  }

  private static Set<String> keys(TextAnalyzer analyzer, String text) {
    return analyzer.terms(text).stream().map(Term::key).collect(Collectors.toSet());
  }

  private static String whole(Passage passage) {
    return passage.title() + ". " + passage.text();
  }
}
