package dev.redline.scan;

import dev.redline.plan.ScanConfig;
import dev.redline.plan.ScanConfig.Allowed;
import dev.redline.plan.ScanConfig.Fake;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** Collects what several threads find, and holds it against what may pass. */
final class TreeFindings {

  private final ScanConfig config;
  private final TreeSet<VariableRead> reads = new TreeSet<>();
  private final TreeSet<VariableRead> allowedReads = new TreeSet<>();
  private final TreeSet<CredentialPlace> credentials = new TreeSet<>();
  private final TreeSet<CredentialPlace> fakes = new TreeSet<>();
  private long files;
  private long bytes;

  TreeFindings(ScanConfig config) {
    this.config = config;
  }

  /**
   * @param path what the read's own is the text of, which does not always lead back to it
   */
  synchronized void read(VariableRead read, Path path) {
    (mayRead(path) ? allowedReads : reads).add(read);
  }

  synchronized void credential(CredentialPlace place, Path path, String value) {
    (isFake(path, value) ? fakes : credentials).add(place);
  }

  synchronized void file(long size) {
    files++;
    bytes += size;
  }

  synchronized ScanReport report(Path root, List<SkippedFile> leftOut) {
    return new ScanReport(
        root.toString(),
        files,
        bytes,
        List.copyOf(reads),
        List.copyOf(allowedReads),
        List.copyOf(credentials),
        List.copyOf(fakes),
        leftOut);
  }

  private boolean mayRead(Path path) {
    return matches(config.resolvers(), path) || matches(config.reads(), path);
  }

  private boolean isFake(Path path, String value) {
    return config.fakes().stream()
        .filter(fake -> fake.path().matches(path))
        .map(Fake::values)
        .anyMatch(values -> values.contains(value));
  }

  private static boolean matches(List<Allowed> allowed, Path path) {
    return allowed.stream().anyMatch(entry -> entry.path().matches(path));
  }
}
