package dev.redline.rag;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file in RAGChecker's format: answered questions, with or without claims, labels and metrics.
 *
 * @param results at least one, each query_id once
 * @param stated the metrics that the file states, which are not recomputed; empty if it states none
 */
public record RagFile(List<Judged> results, Optional<AggregateMetrics> stated) {

  public RagFile {
    results = List.copyOf(results);
  }

  /**
   * Reads a file. Keys that the format does not know are ignored, missing context is none, metrics
   * of single queries are left for {@link Judged#metrics()} to compute.
   *
   * @throws RagFileException if the file is missing, is not JSON, holds no result or breaks a rule
   */
  public static RagFile read(Path file) {
    return new RagFileReader(file).read();
  }

  /** The metrics that the labels give; empty unless every result has all its labels. */
  public Optional<AggregateMetrics> score() {
    List<QueryMetrics> metrics = Judged.metrics(results);
    return metrics.size() == results.size()
        ? Optional.of(AggregateMetrics.of(metrics))
        : Optional.empty();
  }

  /** Writes results and {@link #score()}, all or nothing. */
  public void write(Path file) {
    RagFileWriter.write(file, results, score(), Optional.empty());
  }
}
