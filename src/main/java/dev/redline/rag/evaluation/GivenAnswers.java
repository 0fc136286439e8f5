package dev.redline.rag.evaluation;

import dev.redline.rag.Answered;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.Judged;
import dev.redline.rag.ReplyCounts;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.json.ReadFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Answers that somebody's own pipeline gave, in a file of RAGChecker's format. What the file holds
 * of claims and labels is kept, and only what it lacks is judged.
 */
public final class GivenAnswers {

  private final JudgedResults results;
  private final OtherAnswers others;
  private final AnswerProvenance origin;
  private final PipelineFacts pipeline;
  private final Optional<ReadFile> file;

  private GivenAnswers(
      JudgedResults results,
      OtherAnswers others,
      AnswerProvenance origin,
      PipelineFacts pipeline,
      Optional<ReadFile> file) {
    this.results = results;
    this.others = others;
    this.origin = origin;
    this.pipeline = pipeline;
    this.file = file;
  }

  /**
   * Reads and checks the whole file; nothing of it is judged yet.
   *
   * @throws RagFileException if {@link RagFile#read} refuses it
   */
  public static GivenAnswers read(Path file) {
    return read(file, Optional.empty());
  }

  /**
   * The same, where a person says who gave the labels.
   *
   * @param labelledBy counts where the file itself does not say
   * @throws RagFileException also if the file says something else, or holds no labels
   */
  public static GivenAnswers read(Path file, Optional<JudgeId> labelledBy) {
    RagFile answers = RagFile.read(file);
    JudgedResults results = answers.results();
    AnswerProvenance origin =
        labelledBy
            .map(judge -> answers.origin().labelledBy(judge, file, results))
            .orElse(answers.origin());
    OtherAnswers.Parted parted = OtherAnswers.part(results, answers.others());
    return new GivenAnswers(
        parted.referenced(),
        parted.others(),
        origin,
        answers.pipeline(),
        Optional.of(answers.file()));
  }

  /** Answers that are in no file, at least one. */
  public static GivenAnswers of(JudgedResults results, AnswerProvenance origin) {
    return new GivenAnswers(
        results, OtherAnswers.NONE, origin, PipelineFacts.NONE, Optional.empty());
  }

  /** Answers of a pipeline that says nothing about itself, at least one; nobody has judged them. */
  public static GivenAnswers unjudged(List<Answered> answers) {
    JudgedResults results = JudgedResults.of(answers.stream().map(Judged::notYet).toList());
    AnswerProvenance origin = AnswerProvenance.of(Optional.empty(), results);
    return of(results, origin);
  }

  /** The answers that have a reference, as they were given. */
  public JudgedResults results() {
    return results;
  }

  /** Those without a reference, and those to questions where a refusal is right. */
  public OtherAnswers others() {
    return others;
  }

  /** What is said about the pipeline that gave them. */
  public PipelineFacts pipeline() {
    return pipeline;
  }

  /** How many passages each answer has of which a label is missing. */
  public List<Integer> passagesToJudge() {
    return results.stream()
        .filter(judged -> judged.labels().isEmpty())
        .map(judged -> judged.answered().context().size())
        .toList();
  }

  /** Whether all labels are there, so that no judge is needed. */
  public boolean labelled() {
    return others.size() == 0 && results.labelled() == results.size();
  }

  /**
   * Scores the answers that have a reference as they were when they were read.
   *
   * @param begin asked for a judge of so many cases only if they are not {@link #labelled}
   * @throws RagFileException if the file is another one by now; nobody has been asked then
   */
  public EvaluationResult evaluate(IntFunction<Judging> begin, Clock clock) {
    Instant started = clock.instant();
    file.ifPresent(ReadFile::requireUnchanged);
    if (results.labelled() == results.size()) {
      return Tally.ofGiven(results).result(started, clock, origin);
    }
    Judging judging = begin.apply(results.size());
    Judge judge = judging.judge();
    Tally.Collector outcomes = new Tally.Collector();
    ReplyCounts replies =
        judging.each(results.iterator(), given -> CaseOutcome.of(given, judge), outcomes::add);
    return outcomes
        .done(results.counts(), replies)
        .result(started, clock, origin.judgedBy(judge.id(), results));
  }
}
