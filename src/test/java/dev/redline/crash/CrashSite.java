package dev.redline.crash;

import dev.redline.demo.DemoDatabase;
import dev.redline.plan.Plan;
import dev.redline.stage.PreparedServer;
import dev.redline.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A folder with a plan and a small prepared server, from which each crash gets a copy. */
final class CrashSite implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ENOUGH_BYTES = 2L << 30;

  private final Path folder;
  private final AtomicInteger copies = new AtomicInteger();

  private CrashSite(Path folder) {
    this.folder = folder;
  }

  /** In memory where there is room: nothing here depends on what survives a power cut. */
  static CrashSite make() throws Exception {
    boolean inMemory =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH_BYTES;
    Path folder =
        inMemory
            ? Files.createTempDirectory(MEMORY, "redline-crash-")
            : Files.createTempDirectory("redline-crash-");
    CrashSite site = new CrashSite(folder);
    site.open(folder);
    PreparedServer.run("cp", "-r", "gates", site.gates().toString());
    site.replace("probe_vectors: 20000", "probe_vectors: 1000");
    site.replace("# host_memory: 32GB", "host_memory: 4GB");
    site.fill();
    return site;
  }

  Path gates() {
    return folder.resolve("gates");
  }

  Plan plan() {
    return Plan.load(gates());
  }

  /** A new home with a copy of the server, stopped. */
  Path copy() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home-" + copies.incrementAndGet()));
    open(home);
    PreparedServer.run("cp", "-a", "--reflink=auto", prepared() + "/.", home.toString());
    Files.createDirectory(home.resolve("tmp"));
    Files.createDirectory(home.resolve("steps"));
    Files.createDirectory(home.resolve("state"));
    return home;
  }

  /** Stops whatever runs in the home, and removes it. */
  void discard(Path home) throws Exception {
    ServerCondition.process(Tracer.data(home)).ifPresent(CrashSite::end);
    PreparedServer.run("rm", "-rf", home.toString());
  }

  @Override
  public void close() throws Exception {
    PreparedServer.run("rm", "-rf", folder.toString());
  }

  private Path prepared() {
    return folder.resolve("prepared");
  }

  private void fill() throws IOException {
    Files.createDirectory(prepared());
    open(prepared());
    try (Target target = PreparedServer.open(prepared(), plan())) {
      new DemoDatabase(Path.of("fixtures"), plan(), Clock.systemUTC(), System.out::println)
          .prepare(target.connector());
    }
  }

  private void replace(String from, String to) throws IOException {
    Path file = gates().resolve("target.yaml");
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new IllegalStateException(file + " does not contain " + from);
    }
    Files.writeString(file, text.replace(from, to));
  }

  /** The server's account may enter. */
  private void open(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** An immediate shutdown would do, but a killed postmaster's children end by themselves, too. */
  private static void end(ProcessHandle postmaster) {
    postmaster.destroyForcibly();
    Awaitility.await().until(() -> !postmaster.isAlive());
  }
}
