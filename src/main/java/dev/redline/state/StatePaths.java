package dev.redline.state;

import dev.redline.state.RunState.PendingChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Paths below the folder of the state file are relative to it on disk: a workspace that was moved
 * finds what it keeps. Paths elsewhere, such as those of a server of somebody's, stay as they are.
 *
 * @param folder of the state file, absolute
 */
record StatePaths(Path folder) {

  private static final String BELOW = "./";

  static StatePaths of(Path file) {
    return new StatePaths(Objects.requireNonNull(file.toAbsolutePath().normalize().getParent()));
  }

  RunState stored(RunState state) {
    return mapped(state, this::stored);
  }

  RunState found(RunState state) {
    return mapped(state, this::found);
  }

  private String stored(String path) {
    Path absolute = Path.of(path).toAbsolutePath().normalize();
    return absolute.startsWith(folder) ? BELOW + folder.relativize(absolute) : path;
  }

  private String found(String path) {
    return path.startsWith(BELOW)
        ? folder.resolve(path.substring(BELOW.length())).toString()
        : path;
  }

  private static RunState mapped(RunState state, UnaryOperator<String> path) {
    return state.withPending(
        state
            .pendingChange()
            .map(pending -> pending.withPaths(path.apply(pending.state()), changes(pending, path)))
            .orElse(null));
  }

  private static List<KeptChange> changes(PendingChange pending, UnaryOperator<String> path) {
    return pending.changes().stream()
        .map(kept -> kept.kind().equals(FileBackup.KIND) ? file(kept, path) : kept)
        .toList();
  }

  private static KeptChange file(KeptChange kept, UnaryOperator<String> path) {
    Map<String, String> values = new TreeMap<>(kept.values());
    values.computeIfPresent(FileBackup.BACKUP, (name, backup) -> path.apply(backup));
    return new KeptChange(kept.kind(), path.apply(kept.subject()), values, kept.statements());
  }
}
