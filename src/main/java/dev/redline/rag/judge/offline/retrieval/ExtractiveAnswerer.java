package dev.redline.rag.judge.offline.retrieval;

import dev.redline.rag.Answerer;
import dev.redline.rag.Corpus;
import dev.redline.rag.NamedAnswerer;
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
 * 1998). Of several threads, one is answered at a time.
 */
public final class ExtractiveAnswerer implements Answerer {

  /** Raised with every change that may change an answer. */
  private static final String ID = "passages@1";

  private static final int MOST = 3;

  /** A further sentence must reach this share of the first one's score. */
  private static final double WORTH_ADDING = 0.8;

  /** And it must bring at least this share of the question that the others lack. */
  private static final double NEWS = 0.1;

  private static final double REDUNDANCY = 0.3;

  private final SentenceFinder finder;

  /** Learns from the corpus which words tell sentences apart. */
  public ExtractiveAnswerer(Corpus corpus) {
    this.finder = SentenceFinder.learntFrom(corpus);
  }

  /** Under a name that has a version. */
  public NamedAnswerer named() {
    return new NamedAnswerer(ID, this);
  }

  @Override
  public synchronized String answer(String query, List<Passage> context) {
    Question question = finder.question(query);
    List<CandidateSentence> rest = new ArrayList<>(finder.candidates(question, context));
    List<CandidateSentence> chosen = new ArrayList<>();
    while (chosen.size() < MOST) {
      Optional<CandidateSentence> best =
          rest.stream().max(Comparator.comparingDouble(c -> marginal(c, chosen)));
      if (best.isEmpty() || !worthAdding(best.get(), chosen, question)) {
        break;
      }
      rest.remove(best.get());
      chosen.add(best.get());
    }
    return chosen.stream().map(CandidateSentence::text).collect(Collectors.joining(" "));
  }

  private boolean worthAdding(
      CandidateSentence next, List<CandidateSentence> chosen, Question question) {
    if (chosen.isEmpty()) {
      return true;
    }
    Set<String> news = new HashSet<>(next.keys());
    chosen.forEach(candidate -> news.removeAll(candidate.keys()));
    return finder.score().share(question, news) >= NEWS
        && marginal(next, chosen) >= WORTH_ADDING * chosen.get(0).score();
  }

  private static double marginal(CandidateSentence candidate, List<CandidateSentence> chosen) {
    double redundancy = chosen.stream().mapToDouble(candidate::overlap).max().orElse(0);
    return candidate.score() - REDUNDANCY * redundancy;
  }
}
