package dev.redline.workload;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What workers note while they run. */
final class LoadLog {

  private final Queue<Done> done = new ConcurrentLinkedQueue<>();
  private final Queue<String> heldBack = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  /** An operation that was done: how long it took, and how long it waited before. */
  record Done(Operation operation, double millis, double waitMillis) {}

  void done(Done operation) {
    done.add(operation);
  }

  void heldBack(HeldBackException e) {
    heldBack.add(String.valueOf(e.getMessage()));
  }

  void failed(Exception e) {
    failures.add(e.toString());
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
