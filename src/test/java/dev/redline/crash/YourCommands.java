package dev.redline.crash;

import dev.redline.trial.PreparedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the owner of a server starts and stops it. */
record YourCommands(List<String> start, List<String> stop, String url, Path home) {

  static YourCommands of(Path programs, Path home) throws IOException {
    Path data = CrashHome.data(home);
    int port = freePort();
    String log = data.resolveSibling("log").toString();
    String password = Files.readString(data.resolveSibling("password")).strip();
    return new YourCommands(
        pgCtl(programs, data, "start", "-w", "-l", log, "-o", "-p" + port),
        pgCtl(programs, data, "stop", "-w", "-m", "fast"),
        "postgresql://redline:%s@127.0.0.1:%d/redline".formatted(password, port),
        home);
  }

  /** Starts the server and writes into the plan how that is done. */
  void startAndTell() throws IOException, InterruptedException {
    PreparedServer.run(start.toArray(String[]::new));
    Files.writeString(CrashHome.url(home), url);
    Files.writeString(
        CrashHome.gates(home).resolve("target.yaml"),
        "\nyours:\n  start: %s\n  stop: %s\n".formatted(yaml(start), yaml(stop)),
        StandardOpenOption.APPEND);
  }

  private static List<String> pgCtl(Path programs, Path data, String action, String... options) {
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
