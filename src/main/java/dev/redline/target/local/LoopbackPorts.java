package dev.redline.target.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback interface for servers of ours. They lie below the range from which Linux
 * takes the ports of outgoing connections (ip_local_port_range, 32768 and above), so that no
 * connection takes one between its choice and the start of the server.
 */
final class LoopbackPorts {

  private static final int FIRST = 20_000;
  private static final int END = 32_768;
  private static final int ATTEMPTS = 100;

  private LoopbackPorts() {}

  /**
   * A port on which nobody listens now.
   *
   * @throws IllegalStateException if none was found
   */
  static int choose() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "No free port on the loopback interface among %d of %d to %d"
            .formatted(ATTEMPTS, FIRST, END - 1));
  }

  /** Whether a server could listen there now. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as PostgreSQL does: connections that have ended do not count
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
