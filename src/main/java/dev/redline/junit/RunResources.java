package dev.redline.junit;

import dev.redline.change.PhaseChange;
import dev.redline.plan.Plan;
import dev.redline.plan.yaml.PlanException;
import dev.redline.record.EvidenceStore;
import dev.redline.record.console.ConsolePace;
import dev.redline.record.console.RunConsole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run holds open, each thing from the first gate that asks for it until the run ends. */
final class RunResources {

  private final RunConditions conditions;
  private final EvidenceStore store;
  private final RunConsole console;
  private final RunPage page;
  private final Map<String, PhaseScope> subjects = new HashMap<>();
  private @Nullable RunServer server;
  private @Nullable RunWatch watch;
  private boolean opening;
  private @Nullable RunEvaluation evaluation;

  /** Opens the console alone. */
  RunResources(RunConditions conditions) {
    this.conditions = conditions;
    this.store = new EvidenceStore(conditions.metrics());
    this.console =
        new RunConsole(
            ConsolePace.of(
                conditions.properties(), conditions.environment(), ConsolePace.terminal()),
            conditions.home());
    this.page = new RunPage(conditions, console);
  }

  RunConditions conditions() {
    return conditions;
  }

  EvidenceStore store() {
    return store;
  }

  RunConsole console() {
    return console;
  }

  RunPage page() {
    return page;
  }

  /** The server, opened if it is not yet. */
  RunServer server() {
    if (server == null) {
      opening = true;
      server = RunServer.open(conditions, console::say);
      opening = false;
      watch =
          new RunWatch(
              server.plan().target().limits(),
              server.context().target().throwaway(),
              server.context().target().connector()::abortSessions,
              server::halfDone);
    }
    return server;
  }

  /** The server, if it is open. */
  Optional<RunServer> openServer() {
    return Optional.ofNullable(server);
  }

  /** Whether the server was being opened when that failed. */
  boolean failedToOpen() {
    return opening;
  }

  /** What ends the run; empty as long as no server is open. */
  Optional<RunWatch> watch() {
    return Optional.ofNullable(watch);
  }

  /** The evaluation of answers, opened if it is not yet. */
  RunEvaluation evaluation() {
    if (evaluation == null) {
      evaluation = RunEvaluation.open(conditions, console::say);
    }
    return evaluation;
  }

  /** The command that begins the phase anew. */
  String command(String phase) {
    return evaluation == null ? "mvn verify -Dgroups=" + phase : evaluation.command(phase);
  }

  /** Where the run takes things down; a look at the evidence alone has no such place. */
  Optional<RunRecorder> book() {
    return openServer()
        .map(RunServer::book)
        .or(() -> Optional.ofNullable(evaluation).map(RunEvaluation::book));
  }

  /** What the gates of a phase are about, on the server. */
  PhaseScope subjects(String phase) {
    return subjects.computeIfAbsent(phase, tag -> server().subjects(tag, conditions));
  }

  /** The change of a phase; empty as long as none of its gates has asked for one. */
  Optional<PhaseChange> change(String phase) {
    return Optional.ofNullable(subjects.get(phase)).flatMap(PhaseScope::change);
  }

  /**
   * Lets go of everything but the console, and writes the page.
   *
   * @param obstacle the gate that stopped the run; null if none did
   */
  void close(@Nullable String obstacle) {
    subjects.values().forEach(PhaseScope::close);
    if (server != null) {
      server.close(conditions, obstacle, store, page);
    } else if (evaluation != null) {
      evaluation.close(conditions, obstacle, store.written(), page);
    } else if (page.hasGates()) {
      page.write(planId(), "none", Map.of(), List.of());
    }
  }

  /** A plan that cannot be read is what the first gate failed of. */
  private String planId() {
    try {
      return Plan.load(conditions.gates()).id();
    } catch (PlanException e) {
      return "not readable";
    }
  }
}
