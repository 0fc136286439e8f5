package dev.redline.rag.offline;

import dev.redline.rag.Answerer;
import dev.redline.rag.Corpus;
import dev.redline.rag.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers with the one to three sentences of the passages that share most with the question, each
 * new one differing from those chosen before (maximal marginal relevance, Carbonell and Goldstein
 * 1998). Not safe for use by several threads.
 */
public final class ExtractiveAnswerer implements Answerer {

  private static final int MOST = 2;
  private static final double WORTH_ADDING = 0.8;
  private static final double REDUNDANCY = 0.5;

  private final TextAnalyzer analyzer = new TextAnalyzer(new Lexicon());
  private final SentenceScore score;

  /** Learns from the corpus which words tell sentences apart. */
  public ExtractiveAnswerer(Corpus corpus) {
    List<List<String>> texts = new ArrayList<>();
    for (Passage passage : corpus.passages()) {
      texts.add(List.copyOf(keys(passage.title() + ". " + passage.text())));
    }
    this.score = new SentenceScore(new Idf(texts));
  }

  @Override
  public String answer(String query, List<Passage> context) {
    List<Candidate> candidates = candidates(Question.of(query, keys(query)), context);
    List<Candidate> chosen = new ArrayList<>();
    while (chosen.size() < MOST) {
      Optional<Candidate> next =
          candidates.stream()
              .filter(candidate -> !chosen.contains(candidate))
              .max(Comparator.comparingDouble(candidate -> marginal(candidate, chosen)));
      if (next.isEmpty() || !worthAdding(next.get(), chosen)) {
        break;
      }
      chosen.add(next.get());
    }
    return chosen.stream().map(Candidate::text).collect(Collectors.joining(" "));
  }

  private static boolean worthAdding(Candidate next, List<Candidate> chosen) {
    return chosen.isEmpty() || marginal(next, chosen) >= WORTH_ADDING * chosen.get(0).score();
  }

  private static double marginal(Candidate candidate, List<Candidate> chosen) {
    double redundancy =
        chosen.stream().mapToDouble(c -> overlap(c.keys(), candidate.keys())).max().orElse(0);
    return candidate.score() - REDUNDANCY * redundancy;
  }

  private static double overlap(Set<String> left, Set<String> right) {
    Set<String> both = new HashSet<>(left);
    both.retainAll(right);
    return left.isEmpty() ? 0 : (double) both.size() / Math.min(left.size(), right.size());
  }

  private List<Candidate> candidates(Question question, List<Passage> context) {
    List<Candidate> candidates = new ArrayList<>();
    for (int rank = 0; rank < context.size(); rank++) {
      Passage passage = context.get(rank);
      Set<String> around = keys(passage.title() + ". " + passage.text());
      for (String sentence : Sentences.of(passage.text())) {
        Set<String> keys = keys(sentence);
        candidates.add(new Candidate(sentence, keys, score.of(question, keys, around, rank)));
      }
    }
    return candidates;
  }

  private Set<String> keys(String text) {
    return analyzer.terms(text).stream().map(Term::key).collect(Collectors.toSet());
  }

  private record Candidate(String text, Set<String> keys, double score) {}
}
