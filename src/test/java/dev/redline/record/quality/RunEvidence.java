package dev.redline.record.quality;

import dev.redline.plan.Plan;
import dev.redline.record.journal.Artifact;
import dev.redline.record.journal.JournalReading;
import dev.redline.record.quality.RunsOnRecord.Statement;
import dev.redline.state.RunState;
import dev.redline.state.RunState.Fingerprint;
import dev.redline.state.StateException;
import dev.redline.state.StateStore;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs have left: the state, the journal, and the files that the journal vouches for.
 *
 * @param state the state file, which may not be there
 */
record RunEvidence(Path metrics, Path state, Plan plan, RunsOnRecord runs, JournalReading journal) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String DISCOVER = "run mvn verify -Dgroups=discovery";

  /** Either a thing or the verdict that says why there is none. */
  record Found<T>(Optional<T> thing, Verdict verdict) {

    static <T> Found<T> of(T thing, Verdict verdict) {
      return new Found<>(Optional.of(thing), verdict);
    }

    static <T> Found<T> none(Verdict verdict) {
      return new Found<>(Optional.empty(), verdict);
    }
  }

  /** Where phases stand, on the server that the state is about. */
  record Standing(RunState state, String server) {}

  /** The state, if it names a server and the journal can be relied on. */
  Found<Standing> standing() {
    String subject = "server that the state is about";
    String required = "one, in " + state.getFileName();
    if (!journal.problems().isEmpty()) {
      String observed = journal.problems().get(0);
      return Found.none(
          Verdict.fail("journal", observed, "intact", "run mvn verify -Dgroups=audit"));
    }
    if (!Files.exists(state)) {
      return Found.none(Verdict.inconclusive(subject, "no such file", required, DISCOVER));
    }
    try {
      RunState content = StateStore.open(state, plan.id()).state();
      return Optional.ofNullable(content.server())
          .map(Fingerprint::systemIdentifier)
          .map(id -> Found.of(new Standing(content, id), Verdict.pass(subject, id, required)))
          .orElseGet(() -> Found.none(Verdict.inconclusive(subject, "none", required, DISCOVER)));
    } catch (StateException e) {
      String observed = String.valueOf(e.getMessage());
      return Found.none(Verdict.inconclusive(subject, observed, required, DISCOVER));
    }
  }

  /**
   * The content of the newest file whose path matches, as its run left it.
   *
   * @param what the file is, for a person
   * @param server whose runs count; empty if those of any do
   * @param next what to do if it is not there
   */
  Found<JsonNode> newest(
      String what, Predicate<String> path, Optional<String> server, String next) {
    String required = "one of a run that passed under this plan, unchanged, not too long ago";
    Optional<Statement> newest = runs.newest(path, server);
    if (newest.isEmpty()) {
      return Found.none(Verdict.inconclusive(what, "none", required, next));
    }
    Artifact artifact = newest.get().artifact();
    if (!newest.get().passed()) {
      String observed = artifact.path() + ", of a run that ended: " + newest.get().verdict();
      return Found.none(Verdict.fail(what, observed, required, next));
    }
    return unchanged(artifact)
        ? content(artifact, what, required, next)
        : Found.none(
            Verdict.fail(what, artifact.path() + ", changed or gone since", required, next));
  }

  private Found<JsonNode> content(Artifact artifact, String what, String required, String next) {
    try {
      JsonNode content = JSON.readTree(Files.readAllBytes(metrics.resolve(artifact.path())));
      return Found.of(content, Verdict.pass(what, artifact.path(), required));
    } catch (JacksonException e) {
      String observed = artifact.path() + ", which is no JSON";
      return Found.none(Verdict.inconclusive(what, observed, required, next));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + artifact.path(), e);
    }
  }

  private boolean unchanged(Artifact artifact) {
    Path file = metrics.resolve(artifact.path());
    return Files.isRegularFile(file) && Artifact.of(metrics, file).equals(artifact);
  }
}
