package dev.redline.rag.evaluation;

import dev.redline.rag.Judged;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.json.ReadFile;
import dev.redline.rag.metric.AggregateMetrics;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file in RAGChecker's format: answered questions, with or without claims, labels and metrics.
 */
public final class RagFile {

  private final ReadFile file;
  private final JudgedResults results;
  private final AnswerProvenance origin;
  private final PipelineFacts pipeline;
  private final OtherAnswers.Ids others;

  RagFile(
      ReadFile file,
      JudgedResults results,
      AnswerProvenance origin,
      PipelineFacts pipeline,
      OtherAnswers.Ids others) {
    this.file = file;
    this.results = results;
    this.origin = origin;
    this.pipeline = pipeline;
    this.others = others;
  }

  /**
   * Reads a file, one result at a time. Keys that the format does not know are ignored, missing
   * context is none, metrics of single queries are left for {@link Judged#metrics()} to compute.
   *
   * @throws RagFileException if the file is missing, is not JSON, holds no result or breaks a rule
   */
  public static RagFile read(Path file) {
    return new RagFileReader(file).read();
  }

  /** At least one, each query_id once. */
  public JudgedResults results() {
    return results;
  }

  /** Who gave the labels, about what. */
  public AnswerProvenance origin() {
    return origin;
  }

  /** What the file says about the pipeline that gave its answers. */
  public PipelineFacts pipeline() {
    return pipeline;
  }

  /** Which of the results have no reference, or no answer. */
  OtherAnswers.Ids others() {
    return others;
  }

  ReadFile file() {
    return file;
  }

  /** The metrics that the labels give; empty unless every result has all its labels. */
  public Optional<AggregateMetrics> score() {
    return results.labelled() == results.size()
        ? Optional.of(AggregateMetrics.of(results.metrics()))
        : Optional.empty();
  }
}
