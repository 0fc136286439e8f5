package dev.redline.trial;

import dev.redline.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The copy of a prepared server, run as somebody runs a server: by commands, on a port of its own.
 */
public final class YourServer implements AutoCloseable {

  private final List<String> start;
  private final List<String> stop;
  private final String url;

  private YourServer(List<String> start, List<String> stop, String url) {
    this.start = start;
    this.stop = stop;
    this.url = url;
  }

  /** Starts the server and tells the trial's plan how to do so. */
  public static YourServer start(StageTrial trial) throws Exception {
    Path programs = programs(trial);
    int port = freePort();
    Path data = trial.data();
    List<String> start =
        pgCtl(
            programs,
            "start",
            data,
            "-w",
            "-l",
            data.resolveSibling("log").toString(),
            "-o",
            "-p" + port);
    List<String> stop = pgCtl(programs, "stop", data, "-w", "-m", "fast");
    String password = Files.readString(data.resolveSibling("password")).strip();
    String url = "postgresql://redline:%s@127.0.0.1:%d/redline".formatted(password, port);
    YourServer server = new YourServer(start, stop, url);
    PreparedServer.run(start.toArray(String[]::new));
    trial.append(
        "target.yaml", "yours:\n  start: %s\n  stop: %s\n".formatted(yaml(start), yaml(stop)));
    trial.environment("DATABASE_URL", url);
    return server;
  }

  public String url() {
    return url;
  }

  /** As its owner does after {@link #close}. */
  public void startAgain() throws Exception {
    PreparedServer.run(start.toArray(String[]::new));
  }

  /** Starts a copy of its files beside it, and returns what stops that one. */
  public List<String> startCopy(Path copy) throws Exception {
    List<String> other = new ArrayList<>(start);
    other.set(start.indexOf("-D") + 1, copy.toString());
    other.set(start.size() - 1, "-p" + freePort());
    PreparedServer.run(other.toArray(String[]::new));
    List<String> end = new ArrayList<>(stop);
    end.set(stop.indexOf("-D") + 1, copy.toString());
    return end;
  }

  @Override
  public void close() throws Exception {
    PreparedServer.run(stop.toArray(String[]::new));
  }

  /** Where the server's programs are: the server itself tells. */
  private static Path programs(StageTrial trial) throws Exception {
    try (Target server = trial.open()) {
      String program =
          ProcessHandle.of(
                  Long.parseLong(
                      Files.readAllLines(trial.data().resolve("postmaster.pid")).get(0).strip()))
              .flatMap(process -> process.info().command())
              .orElseThrow();
      return Path.of(program).getParent();
    }
  }

  private static List<String> pgCtl(Path programs, String action, Path data, String... options) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.addAll(List.of(programs.resolve("pg_ctl").toString(), action, "-D", data.toString()));
    command.addAll(List.of(options));
    return command;
  }

  private static String yaml(List<String> words) {
    return words.stream()
        .map(word -> "\"" + word + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
