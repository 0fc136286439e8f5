package dev.redline.record;

import dev.redline.dsn.Redaction;
import dev.redline.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hot-fixes under metrics/hotfix/. One is closed by a file beside it, {@code
 * <id>.resolved.json} or {@code <id>.waived.json}; none is ever removed.
 */
public final class HotFixes {

  /** The server of hot-fixes of phases that need none. */
  public static final String NO_SERVER = "none";

  private static final String FOLDER = "hotfix";
  private static final String RESOLVED = ".resolved.json";
  private static final String WAIVED = ".waived.json";

  private final Path folder;
  private final EvidenceStore store;
  private final Clock clock;
  private final Redaction redaction;

  public HotFixes(Path metrics, Clock clock, Redaction redaction) {
    this.folder = metrics.resolve(FOLDER);
    this.store = new EvidenceStore(folder);
    this.clock = clock;
    this.redaction = redaction;
  }

  /**
   * All that are open, newest first.
   *
   * @throws HotFixException if one cannot be read: what it says cannot be taken for settled
   */
  public List<OpenHotFix> open() {
    return ids().stream()
        .filter(id -> closing(id).isEmpty())
        .map(id -> HotFixFile.read(folder.resolve(id + ".json"), id))
        .sorted(Comparator.comparing(OpenHotFix::time).thenComparing(OpenHotFix::id).reversed())
        .toList();
  }

  /** Those of a phase, newest first. */
  public List<OpenHotFix> open(String phase) {
    return open().stream().filter(fix -> fix.phase().equals(phase)).toList();
  }

  /**
   * The phases whose last hot-fix on a server a person has waived: what needs them may go on.
   *
   * @param server its system identifier; empty if it is not known, and then none counts
   */
  public Set<String> waived(Optional<String> server) {
    Map<String, OpenHotFix> last = new LinkedHashMap<>();
    ids().stream()
        .map(id -> HotFixFile.read(folder.resolve(id + ".json"), id))
        .filter(fix -> fix.concerns(server))
        .sorted(Comparator.comparing(OpenHotFix::time).thenComparing(OpenHotFix::id))
        .forEach(fix -> last.put(fix.phase(), fix));
    List<String> waived = ids(WAIVED);
    return last.values().stream()
        .filter(fix -> waived.contains(fix.id()))
        .map(OpenHotFix::phase)
        .collect(Collectors.toSet());
  }

  /**
   * What keeps a phase from running: open hot-fixes of the phases that it needs, directly or by way
   * of others, on the same server. A run that reached no server left none half done, so its
   * hot-fixes hold nothing back.
   *
   * @param server its system identifier; empty if it is not known, and then none counts
   */
  public List<OpenHotFix> holdsBack(Plan plan, String phase, Optional<String> server) {
    Set<String> needs = new HashSet<>();
    addNeeds(plan, phase, needs);
    return open().stream()
        .filter(fix -> needs.contains(fix.phase()) && fix.concerns(server))
        .toList();
  }

  /**
   * Closes those of a phase that has just passed, all gates of it, on that server; and those of a
   * run that reached no server, for now one was reached.
   *
   * @return the files that say so; empty if there was nothing to close
   */
  public List<Path> resolve(String phase, Optional<String> server) {
    return open(phase).stream()
        .filter(fix -> fix.mayConcern(server))
        .map(fix -> close(fix.id(), RESOLVED, "the phase passed on the same server"))
        .toList();
  }

  /**
   * Closes one because a person says so.
   *
   * @return the file that says so
   * @throws HotFixException if there is no open hot-fix of that id
   */
  public Path waive(Waiver waiver) {
    closing(waiver.id())
        .ifPresent(
            closed -> {
              throw new HotFixException(
                  "-Dwaive=%s: this hot-fix is closed already, see %s. Leave -Dwaive out."
                      .formatted(waiver.id(), closed));
            });
    List<String> open = open().stream().map(OpenHotFix::id).toList();
    if (!open.contains(waiver.id())) {
      throw new HotFixException(
          "-Dwaive=%s: there is no such hot-fix. Open ones: %s."
              .formatted(
                  redaction.apply(waiver.id()), open.isEmpty() ? "none" : String.join(", ", open)));
    }
    return close(waiver.id(), WAIVED, redaction.apply(waiver.reason()));
  }

  private Path close(String id, String how, String reason) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("hotFix", id);
    content.put("time", clock.instant());
    content.put("reason", reason);
    return store.write(id + how, content);
  }

  private Optional<Path> closing(String id) {
    return Stream.of(RESOLVED, WAIVED)
        .filter(how -> ids(how).contains(id))
        .map(how -> folder.resolve(id + how))
        .findFirst();
  }

  private List<String> ids() {
    return ids(".json").stream().filter(id -> !id.contains(".")).toList();
  }

  private List<String> ids(String suffix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + folder, e);
    }
  }

  private static void addNeeds(Plan plan, String phase, Set<String> needs) {
    for (String need : plan.needs(phase)) {
      if (needs.add(need)) {
        addNeeds(plan, need, needs);
      }
    }
  }
}
