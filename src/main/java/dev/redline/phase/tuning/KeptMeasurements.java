package dev.redline.phase.tuning;

import dev.redline.files.AtomicFile;
import dev.redline.rag.evaluation.EvaluationFile;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.evaluation.Judging;
import dev.redline.rag.evaluation.RagFile;
import dev.redline.state.PhaseProgress;
import dev.redline.workload.SearchMeasurements;
import dev.redline.workload.answers.Asking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured before a change, on disk, for as long as the change waits for a person: by then
 * the unchanged server is there no more to be measured.
 *
 * @param tag of the phase
 */
record KeptMeasurements(Path folder, String tag, PhaseProgress progress, Clock clock) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Keeps searches, unless a change is on its way already. */
  void keep(SearchMeasurements searches) {
    if (isChanged()) {
      return;
    }
    try {
      new AtomicFile(searchesFile()).replaceForOwnerOnly(JSON.writeValueAsBytes(searches));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + searchesFile(), e);
    }
  }

  /** The same of an evaluation. */
  void keep(EvaluationResult evaluation) {
    if (!isChanged()) {
      EvaluationFile.write(answersFile(""), evaluation);
    }
  }

  /** The same of answers that nobody has judged. */
  void keep(List<Asking> askings) {
    if (!isChanged()) {
      for (int i = 0; i < askings.size(); i++) {
        askings.get(i).answers().write(answersFile("-" + i));
      }
    }
  }

  /** Askings that a change on its way is compared with; empty if there is no such change. */
  List<Asking> askings() {
    return isChanged() && Files.exists(answersFile("-1"))
        ? Stream.of("-0", "-1")
            .map(each -> Asking.of(RagFile.read(answersFile(each)).results()))
            .toList()
        : List.of();
  }

  /** What a change that is on its way is compared with; empty if there is no such change. */
  Optional<EvaluationResult> evaluation() {
    return isChanged() && Files.exists(answersFile(""))
        ? Optional.of(GivenAnswers.read(answersFile("")).evaluate(KeptMeasurements::noJudge, clock))
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

  private Path answersFile(String which) {
    return folder.resolve("answers-before-" + tag + which + ".json");
  }

  private Path searchesFile() {
    return folder.resolve("searches-before-" + tag + ".json");
  }

  private static Judging noJudge(int cases) {
    throw new IllegalStateException("What was kept holds its labels");
  }
}
