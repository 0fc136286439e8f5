package dev.redline.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the harness and a server, on the loopback interface, and does to connections what
 * networks do: delays, cuts, stalls, refuses, and takes a later one first.
 */
final class FaultProxy implements AutoCloseable {

  /** What happens to a connection. */
  enum Kind {
    NONE,
    /** Each piece arrives late. */
    LATENCY,
    /** One byte at a time. */
    DRIP,
    /** Closed by the network after so many bytes of the server. */
    CUT,
    /** Nothing arrives any more, in either direction, and nothing is closed. */
    STALL,
    /** What the server says does not arrive any more. */
    STALL_OF_ANSWERS,
    /** Closed as soon as it is taken. */
    REFUSE,
    /** Each second one waits until the next one has been served. */
    AFTER_THE_NEXT
  }

  /**
   * @param bytes of the server's that arrive before it begins
   * @param connections that it happens to, the first ones; later ones fare well
   */
  record Fault(Kind kind, int bytes, int connections) {}

  private static final int PIECE = 8192;
  private static final long LATENCY_MILLIS = 20;

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<Integer, CountDownLatch> served = new ConcurrentHashMap<>();
  private final int server;
  private volatile Fault fault;

  FaultProxy(int server, Fault fault) throws IOException {
    this.server = server;
    this.fault = fault;
    start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many connections were made. */
  int taken() {
    return taken.get();
  }

  /** What happens to connections from now on, the open ones among them. */
  void becomes(Fault next) {
    fault = next;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        int number = taken.incrementAndGet();
        start(() -> serve(client, number));
      } catch (IOException e) {
        return; // the test has gone
      }
    }
  }

  private void serve(Socket client, int number) {
    Fault mine = fault;
    try {
      if (hits(mine, number) && mine.kind == Kind.REFUSE) {
        client.close();
        return;
      }
      if (hits(mine, number) && mine.kind == Kind.AFTER_THE_NEXT && number % 2 == 1) {
        served(number + 1).await(5, TimeUnit.SECONDS);
      }
      Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
      open.add(behind);
      served(number).countDown();
      start(() -> pump(client, behind, number, false));
      pump(behind, client, number, true);
    } catch (IOException e) {
      close(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CountDownLatch served(int number) {
    return served.computeIfAbsent(number, each -> new CountDownLatch(1));
  }

  private boolean hits(Fault now, int number) {
    return now.kind != Kind.NONE && number <= now.connections;
  }

  private void pump(Socket from, Socket to, int number, boolean answers) {
    byte[] piece = new byte[PIECE];
    long passed = 0;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      while (true) {
        boolean drip = hits(fault, number) && fault.kind == Kind.DRIP;
        int length = in.read(piece, 0, drip ? 1 : PIECE);
        if (length < 0) {
          break;
        }
        passed += length;
        if (hits(fault, number) && !passes(answers, passed)) {
          break;
        }
        out.write(piece, 0, length);
      }
    } catch (IOException e) {
      // one side has gone: so does the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(from);
    close(to);
  }

  /** Whether a piece goes on its way; a stall ends with the proxy. */
  private boolean passes(boolean answers, long passed) throws InterruptedException {
    Fault now = fault;
    switch (now.kind) {
      case LATENCY -> closed.await(LATENCY_MILLIS, TimeUnit.MILLISECONDS);
      case CUT -> {
        return !answers || passed <= now.bytes;
      }
      case STALL -> stallAfter(now, passed);
      case STALL_OF_ANSWERS -> stallAfter(now, answers ? passed : 0);
      default -> {
        // nothing in between
      }
    }
    return true;
  }

  private void stallAfter(Fault now, long passed) throws InterruptedException {
    if (passed > now.bytes) {
      closed.await();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fault proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
    open.forEach(FaultProxy::close);
  }
}
