package dev.redline.postgres.surroundings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redline.health.SurroundingsCheck;
import dev.redline.plan.ApplyWay;
import dev.redline.trial.MadeServer;
import dev.redline.trial.PreparedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server in a network of its own, reached by a port of this machine. */
class TunnelTest {

  private static final String NUMBER = Long.toString(ProcessHandle.current().pid());
  private static final String NETWORK = "redline-" + NUMBER;
  private static final String HERE = "rl" + NUMBER + "a";
  private static final String THERE = "rl" + NUMBER + "b";
  private static final String ADDRESS = "10.231.7.2";
  private static final List<String> INSIDE = List.of("ip", "netns", "exec", NETWORK);

  private boolean made;

  @BeforeEach
  void makeTheNetwork() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/ip")),
        "ip of iproute2 makes networks, and is not here");
    made = new ProcessBuilder("ip", "netns", "add", NETWORK).start().waitFor() == 0;
    assumeTrue(made, "this account may not make a network namespace");
    PreparedServer.run("ip", "link", "add", HERE, "type", "veth", "peer", "name", THERE);
    PreparedServer.run("ip", "link", "set", THERE, "netns", NETWORK);
    PreparedServer.run("ip", "addr", "add", "10.231.7.1/30", "dev", HERE);
    PreparedServer.run("ip", "link", "set", HERE, "up");
    inside("ip", "addr", "add", ADDRESS + "/30", "dev", THERE);
    inside("ip", "link", "set", THERE, "up");
    inside("ip", "link", "set", "lo", "up");
  }

  @AfterEach
  void removeTheNetwork() throws Exception {
    if (made) {
      PreparedServer.run("ip", "netns", "del", NETWORK);
    }
  }

  @Test
  void isRecognisedByMoreThanOneSign() throws Exception {
    try (MadeServer server = MadeServer.of(INSIDE, "plain", Map.of())) {
      append(server.fact("configuration"), "listen_addresses = '*'\n");
      append(server.folder() + "/data/pg_hba.conf", "host all all 10.231.7.0/30 scram-sha-256\n");
      inside(server.words("restart"));
      int port = Integer.parseInt(server.fact("port"));
      try (Forwarder forwarder = Forwarder.to(ADDRESS, port)) {
        ServerSurroundings around = around(server, "127.0.0.1:" + forwarder.port());

        assertThat(around.recognised(Kind.TUNNEL))
            .singleElement()
            .satisfies(
                tunnel -> {
                  assertThat(tunnel.name()).isEqualTo("to %s:%d".formatted(ADDRESS, port));
                  assertThat(tunnel.signs())
                      .containsExactly(
                          Sign.proof(
                              "connected to 127.0.0.1, the server was reached at " + ADDRESS),
                          Sign.hint(
                              "connected to port %d, the server listens on port %d"
                                  .formatted(forwarder.port(), port)));
                });
        assertThat(SurroundingsCheck.mayBeChanged(around, ApplyWay.POSTGRESQL_CONF).toString())
            .contains("run the harness on the server's own machine");
      }
      assertThat(around(server, ADDRESS + ":" + port).participants()).isEmpty();
    }
  }

  static ServerSurroundings around(MadeServer server, String address) throws Exception {
    String url = server.fact("url").replaceFirst("@[^/]*/", "@" + address + "/");
    return ServerSurroundings.read(MadeServer.connector(url), Clock.systemUTC());
  }

  private static void append(String file, String line) throws IOException {
    Files.writeString(Path.of(file), line, StandardOpenOption.APPEND);
  }

  private static void inside(String... words) throws Exception {
    PreparedServer.run(Stream.concat(INSIDE.stream(), Stream.of(words)).toArray(String[]::new));
  }

  /** Takes connections on loopback and passes on what it gets, as ssh -L does. */
  record Forwarder(ServerSocket socket, String host, int to) implements AutoCloseable {

    static Forwarder to(String host, int port) throws IOException {
      Forwarder forwarder =
          new Forwarder(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), host, port);
      start(forwarder::accept);
      return forwarder;
    }

    int port() {
      return socket.getLocalPort();
    }

    private void accept() {
      try {
        while (true) {
          Socket client = socket.accept();
          Socket server = new Socket(host, to);
          start(() -> pass(client, server));
          start(() -> pass(server, client));
        }
      } catch (IOException e) {
        assertThat(socket.isClosed()).isTrue();
      }
    }

    private static void pass(Socket from, Socket to) {
      try (from;
          to) {
        from.getInputStream().transferTo(to.getOutputStream());
      } catch (IOException e) {
        assertThat(from.isClosed() || to.isClosed()).isTrue();
      }
    }

    private static void start(Runnable work) {
      Thread thread = new Thread(work, "forwarder");
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
