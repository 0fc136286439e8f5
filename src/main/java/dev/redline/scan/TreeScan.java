package dev.redline.scan;

import dev.redline.files.PathText;
import dev.redline.plan.ScanConfig;
import dev.redline.scan.SkippedFile.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Looks through every file of a source tree once, for reads of the variables and for credentials.
 * What it needs of memory depends on what it finds and on the longest folder and on git's index,
 * not on the tree.
 */
public final class TreeScan {

  private static final int WAITING_BATCHES = 32;
  private static final Set<java.nio.file.OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path root;
  private final WordFinder finder = SignalWords.finder();
  private final TreeFindings findings;
  private final SkippedFiles leftOut = new SkippedFiles();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  private TreeScan(Path root, ScanConfig config) {
    this.root = root;
    this.findings = new TreeFindings(config);
  }

  /**
   * Scans the tree. Files that cannot be read are listed, and do not end the scan.
   *
   * @throws UncheckedIOException if the top of the tree is missing or cannot be read
   */
  public static ScanReport of(Path root, ScanConfig config) {
    try {
      TreeScan scan = new TreeScan(root.toRealPath(), config);
      scan.run();
      return scan.findings.report(scan.root, scan.leftOut.all());
    } catch (IOException e) {
      throw new UncheckedIOException("The tree " + root + " cannot be scanned", e);
    }
  }

  private void run() throws IOException {
    int workers = Runtime.getRuntime().availableProcessors();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            workers,
            workers,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_BATCHES),
            new ThreadPoolExecutor.CallerRunsPolicy());
    try {
      SourceTree.walk(root, leftOut, batch -> pool.execute(() -> scan(batch)));
    } finally {
      pool.shutdown();
      awaitEnd(pool);
    }
    if (failure.get() != null) {
      throw new IllegalStateException("The scan of " + root + " broke off", failure.get());
    }
  }

  private void scan(List<Path> batch) {
    LineScan lines = new LineScan(finder);
    try {
      batch.forEach(file -> scan(lines, file));
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void scan(LineScan lines, Path file) {
    Path path = root.relativize(file);
    String name = PathText.of(root, file);
    try (ReadableByteChannel channel = Files.newByteChannel(file, READ)) {
      long bytes = lines.scan(channel, new FileFindings(path, name, findings, finder));
      if (bytes < 0) {
        leftOut.note(Reason.BINARY, name);
      } else {
        findings.file(bytes);
      }
    } catch (IOException e) {
      leftOut.note(Reason.UNREADABLE, name);
    }
  }

  private static void awaitEnd(ThreadPoolExecutor pool) {
    try {
      if (!pool.awaitTermination(1, TimeUnit.HOURS)) {
        throw new IllegalStateException("The scan did not end within an hour");
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The scan was interrupted", e);
    }
  }
}
