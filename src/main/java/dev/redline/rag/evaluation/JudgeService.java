package dev.redline.rag.evaluation;

import dev.redline.rag.Judge;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.Judged;
import dev.redline.rag.NamedAnswerer;
import dev.redline.rag.NamedEmbedder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Who judges in a run: opened at the first use, closed with the run. */
public interface JudgeService extends AutoCloseable {

  /**
   * The service of a judge that follows rules, costs nothing and can always be asked.
   *
   * @param judge one that is asked by one thread at a time
   */
  static JudgeService of(Judge judge) {
    return new RulesService(judge);
  }

  /** What a judge is like. */
  enum Kind {
    /** Gives the same label whenever it is asked, and asking costs nothing. */
    RULES,
    /** May say something else the next time, and every reply costs time and money. */
    MODEL
  }

  /** What the judge is like. */
  Kind kind();

  /** What a person reads beside the judge's name, such as its model; possibly empty. */
  default String about() {
    return "";
  }

  /** Who embeds, where the judge's service has a model for it: always the same one. */
  default Optional<NamedEmbedder> embedder() {
    return Optional.empty();
  }

  /** The judge, for a few texts. */
  Judge judge();

  /** The same judge without its memory: what it says is neither looked up nor kept. */
  Judge askedAnew();

  /**
   * Makes sure that the judge can be asked at all.
   *
   * @throws JudgeUnavailableException if it cannot
   */
  void preflight();

  /**
   * Who answers questions from the passages that were found.
   *
   * @param extractive answers unless a model is configured for it
   */
  default NamedAnswerer answerer(NamedAnswerer extractive) {
    return extractive;
  }

  /**
   * The judge for a whole evaluation; by itself one case after another.
   *
   * @param task what a person reads beside the progress
   * @param cases at least 1
   */
  default Judging begin(String task, int cases) {
    return Judging.oneByOne(judge());
  }

  /**
   * Has answers judged anew, without the judge's memory of them.
   *
   * @param once at least one
   * @param task what a person reads beside the progress
   * @return those that could be judged, in their order
   * @throws JudgeUnavailableException if the judge cannot be asked any more
   */
  default List<Judged> judgeAgain(List<Judged> once, String task) {
    return begin(task, once.size()).by(askedAnew()).again(once);
  }

  /**
   * How often a model is asked about one answer, about: its own claims and those of the reference,
   * against each other and against each passage.
   *
   * @param passages that were found for the answer
   * @return 0 for a judge of rules
   */
  default int calls(int passages) {
    return kind() == Kind.RULES ? 0 : 2 + 2 * (1 + passages);
  }

  /** What a call of usual length costs, in USD; empty where no price is known. */
  default Optional<BigDecimal> usdOfCall() {
    return Optional.empty();
  }

  /** The most that a run may spend on it; empty where nothing bounds it. */
  default Optional<SpendingLimit> limit() {
    return Optional.empty();
  }

  /** What its use has come to so far. */
  Usage usage();

  @Override
  default void close() {}

  /**
   * The most that may be spent.
   *
   * @param name of the variable that says so
   */
  record SpendingLimit(String name, BigDecimal usd) {}

  /**
   * What the use of a judge came to.
   *
   * @param line for a person
   * @param detail a value that JSON can hold
   */
  record Usage(String line, Object detail) {}
}
