package dev.redline.phase.tuning;

import dev.redline.files.AtomicFile;
import dev.redline.rag.evaluation.EvaluationFile;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.evaluation.Judging;
import dev.redline.state.PhaseProgress;
import dev.redline.workload.SearchMeasurements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured before a change, on disk, for as long as the change waits for a person: by then
 * the unchanged server is there no more to be measured.
 *
 * @param tag of the phase
 */
record KeptMeasurements(Path folder, String tag, PhaseProgress progress, Clock clock) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Keeps what was measured, unless a change is on its way already.
   *
   * @param evaluation empty if nobody's answers are judged
   */
  void keep(Optional<EvaluationResult> evaluation, SearchMeasurements searches) {
    if (isChanged()) {
      return;
    }
    evaluation.ifPresent(answers -> EvaluationFile.write(answersFile(), answers));
    try {
      new AtomicFile(searchesFile()).replaceForOwnerOnly(JSON.writeValueAsBytes(searches));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + searchesFile(), e);
    }
  }

  /** What a change that is on its way is compared with; empty if there is no such change. */
  Optional<EvaluationResult> evaluation() {
    return isChanged() && Files.exists(answersFile())
        ? Optional.of(GivenAnswers.read(answersFile()).evaluate(KeptMeasurements::noJudge, clock))
        : Optional.empty();
  }

  /** The same for searches, until {@link #forgetSearches}. */
  Optional<SearchMeasurements> searches() {
    if (!isChanged() || !Files.exists(searchesFile())) {
      return Optional.empty();
    }
    try {
      byte[] content = Files.readAllBytes(searchesFile());
      return Optional.of(JSON.readValue(content, SearchMeasurements.class));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + searchesFile(), e);
    }
  }

  /** Searches have been compared; on another day the machine may be slower than it was. */
  void forgetSearches() {
    try {
      Files.deleteIfExists(searchesFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete " + searchesFile(), e);
    }
  }

  private boolean isChanged() {
    return progress.pending().isPresent();
  }

  private Path answersFile() {
    return folder.resolve("answers-before-" + tag + ".json");
  }

  private Path searchesFile() {
    return folder.resolve("searches-before-" + tag + ".json");
  }

  private static Judging noJudge(int cases) {
    throw new IllegalStateException("What was kept holds its labels");
  }
}
