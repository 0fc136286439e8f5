package dev.redline.state;

import dev.redline.files.AtomicFile;
import dev.redline.secrets.UsedSignatures;
import dev.redline.state.RunState.Approval;
import dev.redline.state.RunState.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state file: every change of it is on disk before the call returns. */
public final class StateStore {

  private final @Nullable Path file;
  private final UsedSignatures used;
  private RunState state;

  private StateStore(@Nullable Path file, UsedSignatures used, RunState state) {
    this.file = file;
    this.used = used;
    this.state = state;
  }

  /** Reads the state as {@link #open(Path, String, UsedSignatures)}; no approval is listed. */
  public static StateStore open(Path file, String plan) {
    return open(file, plan, UsedSignatures.none());
  }

  /**
   * Reads the state, or begins an empty one if there is no file.
   *
   * @param used lists the approvals that the state drops: they count no more, whatever earlier
   *     state file is put back
   * @throws StateException if the file is damaged, of a later version or of another plan; it is
   *     left where it is, and a copy of it is kept beside it
   */
  public static StateStore open(Path file, String plan, UsedSignatures used) {
    if (!Files.exists(file)) {
      return new StateStore(file, used, RunState.empty(plan));
    }
    RunState state = read(file);
    if (!plan.equals(state.plan())) {
      throw refused(file, "belongs to plan %s, not to %s".formatted(state.plan(), plan));
    }
    return new StateStore(file, used, state);
  }

  /**
   * Moves the state aside, because its server is thrown away.
   *
   * @param now names the file that it is moved to, beside the old one
   * @return where it is kept; empty if there was none
   * @throws StateException if a change waits in it: with the state its way back would be lost
   */
  public static Optional<Path> setAside(Path file, Instant now) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    RunState state = read(file);
    if (state.pendingChange().isPresent()) {
      throw new StateException(
          ("-Dfresh would lose the way back of %s on %s, which is %s in %s. Let it end first: mvn"
                  + " verify -Dgroups=%1$s. To give it up: mv %4$s %4$s.old")
              .formatted(
                  state.pendingChange().get().phase(),
                  Optional.ofNullable(state.server()).map(Fingerprint::host).orElse("its server"),
                  state.phase(state.pendingChange().get().phase()),
                  file));
    }
    Path old = file.resolveSibling("%s.%s.old".formatted(file.getFileName(), now));
    try {
      return Optional.of(Files.move(file, old));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not move " + file + " aside", e);
    }
  }

  /** For a server that is only read: nothing of it has to outlive the run. */
  public static StateStore inMemory(String plan) {
    return new StateStore(null, UsedSignatures.none(), RunState.empty(plan));
  }

  /** Where the state is kept; empty for one that is not. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** The state as it is on disk, with what was noted since. */
  public RunState state() {
    return state;
  }

  /**
   * Makes sure that the state is about this server, and remembers it the first time.
   *
   * @throws StateException if it is about another one
   */
  public void bindTo(Fingerprint server) {
    Fingerprint known = state.server();
    if (file != null
        && known != null
        && known.systemIdentifier() != null
        && !known.systemIdentifier().equals(server.systemIdentifier())) {
      throw refused(
          file,
          "is about another server (system identifier %s on %s, here %s on %s)"
              .formatted(
                  known.systemIdentifier(),
                  known.host(),
                  server.systemIdentifier(),
                  server.host()));
    }
    change(now -> now.withServer(server));
  }

  /** Takes down what may be lost with the process; the next change writes it along. */
  void note(UnaryOperator<RunState> change) {
    state = change.apply(state);
  }

  /** Replaces the state; the new one is on disk when this returns. */
  public void change(UnaryOperator<RunState> change) {
    RunState next = change.apply(state);
    used.add(dropped(state.approvals(), next.approvals()));
    if (file != null) {
      write(file, next);
    }
    state = next;
  }

  /** Whether the approval was dropped from a state once: what it approved is over. */
  public boolean isUsedUp(Approval approval) {
    return approval.signature() != null && used.holds(approval.signature());
  }

  private static List<String> dropped(List<Approval> before, List<Approval> after) {
    return before.stream()
        .filter(approval -> !after.contains(approval))
        .flatMap(approval -> Stream.ofNullable(approval.signature()))
        .toList();
  }

  private static void write(Path file, RunState state) {
    try {
      new AtomicFile(file).replace(StateFile.bytes(StatePaths.of(file).stored(state)));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Could not write %s: %s. Nothing goes on without it.".formatted(file, e.getMessage()), e);
    }
  }

  private static RunState read(Path file) {
    try {
      return StatePaths.of(file).found(StateFile.read(Files.readAllBytes(file)));
    } catch (StateFile.UnusableException e) {
      throw refused(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }

  private static StateException refused(Path file, String reason) {
    Path aside = file.resolveSibling(file.getFileName() + ".kept");
    try {
      new AtomicFile(aside).replace(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not keep a copy of " + file, e);
    }
    return new StateException(
        ("The state in %s %s. It is not used and not overwritten (copy: %s). To go on with another"
                + " state file: -Dstate=<file>. To begin anew: mv %1$s %1$s.old")
            .formatted(file, reason, aside));
  }
}
