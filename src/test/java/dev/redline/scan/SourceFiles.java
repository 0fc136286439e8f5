package dev.redline.scan;

import dev.redline.plan.Plan;
import dev.redline.plan.ScanConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A source tree of a test's own. */
record SourceFiles(Path root) {

  static final ScanConfig NOTHING_PASSES = new ScanConfig(List.of(), List.of(), List.of());

  SourceFiles put(String path, String content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  ScanReport scan() {
    return TreeScan.of(root, NOTHING_PASSES);
  }

  ScanReport scanAsShipped() {
    return TreeScan.of(root, Plan.load(Path.of("gates")).scan());
  }

  /** As in {@code a.py:1 call}. */
  List<String> reads() {
    return scan().reads().stream()
        .map(read -> read.path() + ":" + read.line() + " " + read.idiom())
        .toList();
  }

  List<String> credentials() {
    return scan().credentials().stream().map(CredentialPlace::toString).toList();
  }
}
