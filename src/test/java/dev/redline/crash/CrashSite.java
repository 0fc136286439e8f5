package dev.redline.crash;

import dev.redline.plan.Plan;
import dev.redline.target.Target;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.TestFolders;
import dev.redline.workload.OfflineRun;
import dev.redline.workload.demo.DemoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A folder with a plan and a small prepared server, from which each crash gets a copy. */
final class CrashSite implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ENOUGH_BYTES = 2L << 30;

  private final Path folder;
  private final boolean yours;
  private final AtomicInteger copies;
  private @Nullable Path programs;

  private CrashSite(Path folder, boolean yours, AtomicInteger copies) {
    this.folder = folder;
    this.yours = yours;
    this.copies = copies;
  }

  /** Copies are throwaway servers, stopped. */
  static CrashSite make() throws Exception {
    return make(false);
  }

  /** Copies are run by commands, as somebody runs a server of their own. */
  static CrashSite ofYourServers() throws Exception {
    return make(true);
  }

  /** In memory where there is room: nothing here depends on what survives a power cut. */
  private static CrashSite make(boolean yours) throws Exception {
    boolean inMemory =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH_BYTES;
    Path folder =
        inMemory ? TestFolders.make(MEMORY, "redline-crash-") : TestFolders.make("redline-crash-");
    CrashSite site = new CrashSite(folder, yours, new AtomicInteger());
    open(folder);
    open(Files.createDirectory(site.prepared()));
    PreparedServer.run("cp", "-r", "gates", site.prepared().toString());
    site.replace("probe_vectors: 20000", "probe_vectors: 1000");
    site.replace("# host_memory: 32GB", "host_memory: 4GB");
    site.fill();
    return site;
  }

  Plan plan() {
    return Plan.load(CrashHome.gates(prepared()));
  }

  /** A new home with a copy of the server. */
  Path copy() throws Exception {
    Path home = emptyHome();
    PreparedServer.run("cp", "-a", "--reflink=auto", prepared() + "/.", home.toString());
    if (yours) {
      YourCommands.of(programs, home).startAndTell();
    }
    return home;
  }

  /** Copies of the same server, run by commands; gone with this site. */
  CrashSite asYours() {
    CrashSite site = new CrashSite(folder, true, copies);
    site.programs = programs;
    return site;
  }

  /** A home for another clone that works on the server of a home. */
  Path cloneOf(Path home) throws Exception {
    Path clone = emptyHome();
    PreparedServer.run("cp", "-a", CrashHome.gates(home).toString(), clone.toString());
    Files.copy(CrashHome.url(home), CrashHome.url(clone));
    return clone;
  }

  /** A home without a server. */
  Path emptyHome() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home-" + copies.incrementAndGet()));
    open(home);
    for (String part : List.of("tmp", "steps", "state")) {
      Files.createDirectory(home.resolve(part));
    }
    return home;
  }

  /** Ends whatever runs in the home, and removes it. */
  void discard(Path home) throws Exception {
    ServerCondition.process(CrashHome.data(home)).ifPresent(CrashSite::end);
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
    try (Target target = PreparedServer.open(prepared(), plan())) {
      new DemoDatabase(
              Path.of("fixtures"),
              prepared().resolve("neighbours"),
              plan(),
              OfflineRun.judge(plan()),
              Clock.systemUTC(),
              System::nanoTime,
              System.out::println)
          .prepare(target.connector());
      ProcessHandle server = ServerCondition.process(CrashHome.data(prepared())).orElseThrow();
      programs = Path.of(server.info().command().orElseThrow()).getParent();
    }
  }

  private void replace(String from, String to) throws IOException {
    Path file = CrashHome.gates(prepared()).resolve("target.yaml");
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new IllegalStateException(file + " does not contain " + from);
    }
    Files.writeString(file, text.replace(from, to));
  }

  /** The server's account may enter. */
  private static void open(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Nobody needs its data any more; its children end by themselves. */
  private static void end(ProcessHandle postmaster) {
    postmaster.destroyForcibly();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !postmaster.isAlive());
  }
}
