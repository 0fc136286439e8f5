package dev.redline.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Folders in which tests make servers. A run of tests that is ended by a signal leaves none of
 * these servers behind, nor the folders.
 */
public final class TestFolders {

  private static final Set<Path> MADE = ConcurrentHashMap.newKeySet();
  private static final int DEEPEST = 6;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(TestFolders::clear, "test-folders"));
  }

  private TestFolders() {}

  /** A new one that every account may enter. */
  public static Path make(String prefix) throws IOException {
    return make(Path.of(System.getProperty("java.io.tmpdir")), prefix);
  }

  /** The same in a folder. */
  public static Path make(Path parent, String prefix) throws IOException {
    Path folder = Files.createTempDirectory(parent, prefix);
    MADE.add(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  /** First whatever could start a server again. */
  private static void clear() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    for (Path folder : MADE) {
      if (Files.exists(folder)) {
        servers(folder).forEach(TestFolders::end);
        run("rm", "-rf", folder.toString());
      }
    }
  }

  private static List<ProcessHandle> servers(Path folder) {
    try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
      return files
          .filter(file -> file.endsWith("postmaster.pid"))
          .map(TestFolders::process)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      System.err.println("Servers may be left in " + folder + ": " + e.getMessage());
      return List.of();
    }
  }

  private static Optional<ProcessHandle> process(Path pidFile) {
    try {
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
          .filter(it -> it.info().command().orElse("").endsWith("/postgres"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** At once: nothing in it is worth a shutdown in order. */
  private static void end(ProcessHandle server) {
    run("kill", "-QUIT", Long.toString(server.pid()));
    try {
      server.onExit().get(5, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      server.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String... command) {
    try {
      PreparedServer.run(command);
    } catch (IOException e) {
      System.err.println(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
