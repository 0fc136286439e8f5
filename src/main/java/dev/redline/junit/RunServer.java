package dev.redline.junit;

import dev.redline.approval.Acceptance;
import dev.redline.approval.ApprovalRequest;
import dev.redline.change.OtherClones;
import dev.redline.change.PhaseContext;
import dev.redline.change.Prerequisites;
import dev.redline.change.Recovery;
import dev.redline.change.RunFolders;
import dev.redline.change.lock.TunerLock;
import dev.redline.dsn.SettingSecrets;
import dev.redline.fleet.MemberTarget;
import dev.redline.plan.Plan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerIdentity;
import dev.redline.postgres.surroundings.ServerSurroundings;
import dev.redline.quoting.CauseText;
import dev.redline.record.AllureEnvironment;
import dev.redline.record.EvidenceStore;
import dev.redline.record.page.GateRecordPage.About;
import dev.redline.state.PhaseProgress;
import dev.redline.state.RunState;
import dev.redline.state.RunState.Fingerprint;
import dev.redline.state.StateStore;
import dev.redline.target.BehindPooler;
import dev.redline.target.Target;
import dev.redline.target.TargetRequest;
import dev.redline.target.container.ContainerEngine;
import dev.redline.target.selection.TargetSelection;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The server of a run, the plan for it, and the right to change it. */
record RunServer(
    PhaseContext context, TunerLock lock, RunRecorder book, Optional<String> systemIdentifier) {

  /**
   * Loads plan and state, opens the target, puts it back if an earlier run was killed, and fills a
   * throwaway one.
   *
   * @throws RuntimeException whose message says what is missing and what to do
   */
  static RunServer open(RunConditions conditions, Consumer<String> say) {
    Plan plan = RunPlan.of(conditions);
    ApprovalRequest approvals =
        ApprovalRequest.from(conditions.properties(), conditions.environment());
    TunerLock lock =
        TunerLock.take(conditions.serverHome().resolve("lock"), conditions.clock().instant());
    try {
      RunRecorder book = new RunRecorder(conditions, plan);
      return ready(context(conditions, plan, approvals, book, say), lock, book, conditions);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static RunServer ready(
      PhaseContext context, TunerLock lock, RunRecorder book, RunConditions conditions) {
    try {
      book.begun(context.target().description());
      if (context.target().control().isEmpty()) {
        return new RunServer(
            context.withWorkload(RunWorkload.of(context, conditions)),
            lock,
            book,
            Optional.empty());
      }
      Recovery recovery = new Recovery(context.store());
      recovery.requireItsMember(context);
      recovery.startServer(context);
      lock.hold(context.target().writer());
      Fingerprint fingerprint = fingerprint(context);
      context.store().bindTo(fingerprint);
      EarlierRuns.meet(context, book, conditions);
      EarlierRuns.recover(context, book, conditions);
      return new RunServer(
          context.withWorkload(RunWorkload.of(context, conditions)),
          lock,
          book,
          Optional.ofNullable(fingerprint.systemIdentifier()));
    } catch (RuntimeException e) {
      context.target().close();
      throw e;
    }
  }

  /** Behind a pooler nothing is locked, restarted or written. */
  private static Target seenThroughPooler(Target target) {
    if (target.throwaway()) {
      return target;
    }
    try {
      return ServerSurroundings.pooler(target.connector())
          .<Target>map(pooler -> BehindPooler.of(target, "through " + pooler.name()))
          .orElse(target);
    } catch (ConnectionFailedException | SQLException e) {
      // Whether it can be reached is for the health check to say, the first gate of a run.
      return target;
    }
  }

  Plan plan() {
    return context.plan();
  }

  RunState state() {
    return context.store().state();
  }

  /** What is in force and not committed, and the command that takes it back; one line. */
  String halfDone() {
    return state()
        .pendingChange()
        .map(
            change ->
                "The change of %s is %s, and not committed. The next run puts the server back first: mvn verify -Dgroups=%s"
                    .formatted(change.phase(), state().phase(change.phase()), change.phase()))
        .orElse("No change of this run is on the server.");
  }

  PhaseProgress progress(String tag) {
    return new PhaseProgress(tag, context.store(), context.clock());
  }

  PhaseScope subjects(String tag, RunConditions conditions) {
    return new PhaseScope(tag, context, conditions);
  }

  /** Whether what the phase builds on has passed on this server. */
  Verdict prerequisites(String tag) {
    return Prerequisites.of(context, tag, book.waived(systemIdentifier));
  }

  /** Whether no other clone has left a change of the server unfinished. */
  Verdict noneOfAnotherClone() {
    return OtherClones.of(context)
        .map(OtherClones::noneIsUnfinished)
        .orElseGet(() -> Verdict.pass("changes of other clones", "none", "none"));
  }

  /** The state vouches for the evidence that was written so far. */
  void keepHashes(List<Path> written) {
    Map<String, String> sha256ByPath = new LinkedHashMap<>();
    book.artifacts(written).forEach(file -> sha256ByPath.put(file.path(), file.sha256()));
    context.store().change(state -> state.withArtifacts(sha256ByPath));
  }

  /** A server that may be changed is changed by one tuner at a time. */
  void holdLock() {
    if (context.target().control().isPresent()) {
      lock.hold(context.target().writer());
    }
  }

  /** Writes what the run leaves behind, and lets go of the server whatever comes of it. */
  void close(
      RunConditions conditions, @Nullable String obstacle, EvidenceStore evidence, RunPage page) {
    try (lock;
        Target target = context.target()) {
      context.workload().ifPresent(workload -> workload.judge().close());
      Map<String, String> identity = identity();
      Map<String, String> facts = facts(conditions, obstacle, identity);
      AllureEnvironment.write(conditions.results(), facts);
      AllureEnvironment.keepHistory(
          conditions.results().resolveSibling("allure"), conditions.results());
      RunPage.Written shown =
          page.write(plan().id(), target.description(), facts, book.artifacts(evidence.written()));
      book.closed(
          target.description(),
          RunRecorder.verdict(obstacle),
          identity,
          phases(),
          evidence.written(),
          shown);
    }
  }

  private Map<String, String> phases() {
    Map<String, String> phases = new LinkedHashMap<>();
    context
        .store()
        .state()
        .phases()
        .forEach((tag, phase) -> phases.put(tag, phase.state().toString()));
    return phases;
  }

  private static PhaseContext context(
      RunConditions conditions,
      Plan plan,
      ApprovalRequest approvals,
      RunRecorder book,
      Consumer<String> say) {
    TargetRequest request = TargetRequest.from(conditions.properties());
    TargetSelection selection =
        new TargetSelection(
            conditions.serverHome(),
            conditions.fixtures(),
            ContainerEngine.of(conditions.environment()),
            conditions.properties().getOrDefault("user.name", ""),
            plan.target(),
            plan.health().serverAtLeast(),
            say);
    Optional<Endpoint> named = NamedServer.endpoint(conditions);
    Path stateFile = StateFiles.of(conditions, selection.kind(request, named));
    if (request.fresh() && selection.kind(request, named).ownedByHarness()) {
      StateStore.setAside(stateFile, conditions.clock().instant())
          .ifPresent(old -> say.accept("-Dfresh: the state so far is kept in " + old));
    }
    StateStore store = StateStore.open(stateFile, plan.id(), conditions.usedSignatures());
    Path keep = StateFiles.keep(conditions.serverHome(), stateFile);
    Recovery recovery = new Recovery(store);
    Target target =
        MemberTarget.of(
            seenThroughPooler(selection.open(request, named, recovery)),
            plan.target(),
            conditions.environment(),
            keep,
            recovery);
    say.accept("Target: " + target.description());
    return new PhaseContext(
        plan,
        target,
        Optional.empty(),
        target.control().isPresent() ? store : StateStore.inMemory(plan.id()),
        approvals,
        RunEvaluation.accepted(conditions, book),
        Acceptance.from(conditions.properties()).indexes(),
        conditions.fixtures(),
        keep,
        new RunFolders(
            conditions.project(),
            conditions.serverHome(),
            conditions.configuration(),
            conditions.cloneName(),
            conditions.key()),
        conditions.clock(),
        line -> say.accept(SettingSecrets.text(line)));
  }

  private static Fingerprint fingerprint(PhaseContext context) {
    try (Connection connection = context.target().connector().open(ApplicationName.CONTROL)) {
      ServerIdentity identity = ServerIdentity.read(connection);
      return new Fingerprint(
          identity.systemIdentifier(),
          identity.version(),
          context.target().connector().endpoint().toString());
    } catch (SQLException e) {
      throw new IllegalStateException("The server could not be asked who it is", e);
    }
  }

  private Map<String, String> facts(
      RunConditions conditions, @Nullable String obstacle, Map<String, String> identity) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Verdict", RunRecorder.verdict(obstacle));
    facts.put("Server", context.target().description());
    facts.putAll(identity);
    facts.put("Host memory", context.target().memory().map(Object::toString).orElse("unknown"));
    facts.put("Failed connections", failedConnections());
    context
        .workload()
        .filter(workload -> workload.notJudged().isEmpty() && workload.yourAnswers().isEmpty())
        .ifPresent(workload -> facts.put("Embedder", workload.embedder().id()));
    if (context.target().throwaway()) {
      facts.put(About.DECISIONS, "None needed: throwaway server.");
    }
    facts.put("Plan", plan().id());
    facts.put("Commit", GitCommit.of(conditions.project()));
    facts.put("Journal", book.head().toString());
    return facts;
  }

  private String failedConnections() {
    List<String> failed = context.target().connector().failedAttempts();
    return failed.isEmpty() ? "none" : String.join("; ", failed);
  }

  private Map<String, String> identity() {
    Map<String, String> facts = new LinkedHashMap<>();
    try (Connection connection = context.target().connector().open(ApplicationName.CONTROL)) {
      ServerIdentity identity = ServerIdentity.read(connection);
      facts.put("PostgreSQL", identity.version());
      facts.put("pgvector", String.valueOf(identity.vectorVersion()));
      facts.put(RunRecorder.SERVER, String.valueOf(identity.systemIdentifier()));
    } catch (SQLException | RuntimeException e) {
      facts.put("PostgreSQL", "could not be asked: " + CauseText.of(e));
    }
    return facts;
  }
}
