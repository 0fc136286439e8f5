package dev.redline.ltst;

import dev.redline.quoting.CauseText;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What workers note while they run. */
final class LoadLog {

  private final Queue<Done> done = new ConcurrentLinkedQueue<>();
  private final Queue<String> heldBack = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  /** An operation that was done, with three moments of {@link System#nanoTime()}. */
  record Done(Operation operation, long asked, long begun, long ended) {

    private static final double NANOS_PER_MILLI = 1e6;

    double millis() {
      return (ended - begun) / NANOS_PER_MILLI;
    }

    double waitMillis() {
      return (begun - asked) / NANOS_PER_MILLI;
    }

    boolean overlaps(long from, long to) {
      return begun - to < 0 && ended - from > 0;
    }
  }

  void done(Done operation) {
    done.add(operation);
  }

  void heldBack(HeldBackException e) {
    heldBack.add(String.valueOf(e.getMessage()));
  }

  void failed(Exception e) {
    failures.add(CauseText.of(e));
  }

  List<Done> done() {
    return List.copyOf(done);
  }

  List<String> heldBack() {
    return List.copyOf(heldBack);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }
}
