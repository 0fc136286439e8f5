package dev.redline.target.local;

import static org.awaitility.Awaitility.await;

import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerStartException;
import dev.redline.quoting.ShellText;
import dev.redline.target.DataDirectory;
import dev.redline.target.HostCommand;
import dev.redline.target.ServerAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A cluster on this machine, driven with pg_ctl. */
public final class LocalProcess implements ServerProcess {

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int LOG_LINES = 12;
  private static final int PORTS = 4;

  /** Lines of postmaster.pid, counted from 0. */
  private static final int PORT_LINE = 3;

  private static final int STATUS_LINE = 7;

  private final Installation installation;
  private final ServerAccount account;
  private final Path data;
  private final Path log;
  private final List<String> options;
  private int port;
  private boolean known;

  /** A port is chosen here if the server does not run; otherwise it is the one it listens on. */
  LocalProcess(Installation installation, ServerAccount account, Path data, Path log) {
    this(installation, account, data, log, List.of());
  }

  /**
   * The same with options of the server, which overrule its files.
   *
   * @param options each as a shell takes it
   */
  public LocalProcess(
      Installation installation, ServerAccount account, Path data, Path log, List<String> options) {
    this.options = List.copyOf(options);
    this.installation = installation;
    this.account = account;
    this.data = data;
    this.log = log;
    this.known = running() && !lockFile().isEmpty();
    this.port = known ? portInUse() : LoopbackPorts.choose();
  }

  /** The port on the loopback interface, the same across restarts of ours. */
  public int port() {
    return port;
  }

  /** For a shell; the server keeps its port. */
  String restartByHand() {
    List<String> line = new ArrayList<>(account.command().prefix());
    line.addAll(List.of(installation.program("pg_ctl").toString(), "restart", "-w", "-m", "fast"));
    line.addAll(List.of("-D", data.toString(), "-l", log.toString()));
    return ShellText.line(line);
  }

  @Override
  public boolean running() {
    return pgCtl(GRACE, "status").succeeded();
  }

  /**
   * {@inheritDoc} What a killed run has set going, a start or a stop, is waited for: its programs
   * do not end with it. Where somebody else took the port since it was chosen, another one is
   * tried, as long as nobody knows the server by its port.
   */
  @Override
  public void start(Duration patience) {
    for (int left = PORTS; !startsAtPort(patience, left == 1 || known); left--) {
      port = LoopbackPorts.choose();
    }
    known = true;
  }

  /**
   * @return false if another port should be tried
   * @throws ServerStartException if the port is not the reason, or is the last to be tried
   */
  private boolean startsAtPort(Duration patience, boolean last) {
    long begin = System.nanoTime();
    if (comesUp(patience)) {
      return true;
    }
    long logStart = logSize();
    HostCommand.Result start =
        pgCtl(patience, "start", "-w", "-l", log.toString(), "-o", options());
    Duration left = patience.minusNanos(System.nanoTime() - begin);
    if (start.succeeded() || comesUp(left)) {
      return true;
    }
    stop(patience);
    if (last || LoopbackPorts.isFree(port)) {
      throw new ServerStartException(
          "PostgreSQL did not start from %s.".formatted(data), logSince(logStart));
    }
    return false;
  }

  private String options() {
    return Stream.concat(Stream.of("-p " + port), options.stream())
        .collect(Collectors.joining(" "));
  }

  private enum Condition {
    STOPPED,
    ON_ITS_WAY,
    READY
  }

  /** Waits for the server to be ready or stopped; whether it is ready, on whichever port. */
  private boolean comesUp(Duration patience) {
    try {
      Condition settled =
          await()
              .pollInSameThread()
              .pollDelay(Duration.ZERO)
              .pollInterval(POLL)
              .atMost(patience.compareTo(POLL) > 0 ? patience : POLL)
              .until(this::condition, condition -> condition != Condition.ON_ITS_WAY);
      if (settled == Condition.STOPPED) {
        return false;
      }
      port = portInUse();
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  /** The server writes its status into its lock file; one that was killed leaves it behind. */
  private Condition condition() {
    if (!running()) {
      return Condition.STOPPED;
    }
    List<String> lines = lockFile();
    boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    return ready ? Condition.READY : Condition.ON_ITS_WAY;
  }

  /**
   * {@inheritDoc} A server of ours that does not stop in order is stopped at once: what it has
   * committed is on disk all the same.
   */
  @Override
  public void stop(Duration patience) {
    if (!running()) {
      return;
    }
    wake();
    if (pgCtl(patience, "stop", "-w", "-m", "fast").succeeded() || !running()) {
      return;
    }
    if (!pgCtl(patience, "stop", "-w", "-m", "immediate").succeeded() && running()) {
      throw new ServerControlException(
          "PostgreSQL in %s did not stop within %d s, neither fast nor immediately."
              .formatted(data, patience.toSeconds()));
    }
  }

  /** A process that somebody has halted by a signal hears no other one but this. */
  private void wake() {
    List<String> halted =
        new DataDirectory(data)
            .postmaster()
            .flatMap(postmaster -> ProcessHandle.of(postmaster.pid()))
            .map(LocalProcess::halted)
            .orElse(List.of());
    if (!halted.isEmpty()) {
      List<String> line = new ArrayList<>(List.of("kill", "-CONT"));
      line.addAll(halted);
      account.command().run(GRACE, "", line);
    }
  }

  private static List<String> halted(ProcessHandle postmaster) {
    return Stream.concat(Stream.of(postmaster), postmaster.descendants())
        .map(ProcessHandle::pid)
        .filter(LocalProcess::isHalted)
        .map(String::valueOf)
        .toList();
  }

  /** By proc(5): the state follows the name, which stands in brackets. */
  private static boolean isHalted(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.substring(stat.lastIndexOf(')')).startsWith(") T");
    } catch (IOException e) {
      return false; // it has gone, or this system shows none
    }
  }

  private HostCommand.Result pgCtl(Duration patience, String action, String... options) {
    List<String> line = new ArrayList<>();
    line.add(installation.program("pg_ctl").toString());
    line.addAll(List.of(action, "-D", data.toString()));
    if (!action.equals("status")) {
      line.addAll(List.of("-t", Long.toString(patience.toSeconds())));
    }
    line.addAll(Arrays.asList(options));
    return account.command().run(patience.plus(GRACE), "", line);
  }

  private int portInUse() {
    return Integer.parseInt(lockFile().get(PORT_LINE).strip());
  }

  /** Empty if there is none; it goes when the server does. */
  private List<String> lockFile() {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid"));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the lock file of the server in " + data, e);
    }
  }

  private long logSize() {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String logSince(long start) {
    try {
      byte[] whole = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
      byte[] news = Arrays.copyOfRange(whole, (int) Math.min(start, whole.length), whole.length);
      List<String> lines = new String(news, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
