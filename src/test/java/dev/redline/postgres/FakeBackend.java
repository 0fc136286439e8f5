package dev.redline.postgres;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks just enough of PostgreSQL's protocol to refuse connections with an SQLSTATE, or to let one
 * in. Whoever comes after the last planned answer gets that one again.
 */
final class FakeBackend implements AutoCloseable {

  static final String LET_IN = "00000";

  /** Says nothing until the client or the test has gone. */
  static final String SILENCE = "silence";

  private static final int ENCRYPTION_REQUESTS = 80877103;

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger startups = new AtomicInteger();
  private final Queue<String> answers;

  FakeBackend(String... sqlStates) throws IOException {
    answers = new ArrayDeque<>(List.of(sqlStates));
    Thread thread = new Thread(this::serve, "fake backend");
    thread.setDaemon(true);
    thread.start();
  }

  /** A port on which nothing listens. */
  static int closedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many sessions were begun. */
  int startups() {
    return startups.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        answer(
            new DataInputStream(client.getInputStream()),
            new DataOutputStream(client.getOutputStream()));
      } catch (IOException e) {
        // The client or the test has gone.
      }
    }
  }

  private void answer(DataInputStream in, DataOutputStream out) throws IOException {
    while (startupCode(in) >= ENCRYPTION_REQUESTS) {
      out.writeByte('N');
    }
    startups.incrementAndGet();
    String state = answers.size() > 1 ? answers.remove() : answers.element();
    if (state.equals(SILENCE)) {
      in.read();
    } else if (state.equals(LET_IN)) {
      send(out, 'R', "\0\0\0\0");
      send(out, 'S', "server_version\00015.0\0");
      send(out, 'S', "client_encoding\0UTF8\0");
      send(out, 'S', "standard_conforming_strings\0on\0");
      send(out, 'Z', "I");
      in.read();
    } else {
      send(out, 'E', "SFATAL\0VFATAL\0C" + state + "\0Mrefused by the fake backend\0Fauth.c\0\0");
    }
  }

  private static int startupCode(DataInputStream in) throws IOException {
    byte[] rest = new byte[in.readInt() - 8];
    int code = in.readInt();
    in.readFully(rest);
    return code;
  }

  private static void send(DataOutputStream out, char type, String body) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(body.getBytes(StandardCharsets.ISO_8859_1));
    out.writeByte(type);
    out.writeInt(message.size() + 4);
    out.write(message.toByteArray());
    out.flush();
  }
}
