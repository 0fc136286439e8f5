package dev.redline.crash;

import dev.redline.crash.KillPoint.Watch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The moments at which a recorded child can be killed. */
final class KillPoints {

  private final Watch watch;
  private final String markers;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Integer> programs = new HashMap<>();
  private final List<KillPoint> points = new ArrayList<>();
  private String step = "OPEN";

  private KillPoints(Watch watch, Path home) {
    this.watch = watch;
    this.markers = CrashChild.marker(home, "").toString() + "/";
  }

  /** One point before each call that changes something, and one where each step begins. */
  static List<KillPoint> of(List<SystemCall> calls, Watch watch, Path home) {
    KillPoints points = new KillPoints(watch, home);
    StateWrites stateWrites = new StateWrites(calls);
    for (int at = 0; at < calls.size(); at++) {
      boolean worth = !points.changesSomething(calls.get(at)) || stateWrites.worthAKill(at);
      points.add(calls.get(at), worth);
    }
    return points.points;
  }

  private void add(SystemCall call, boolean worthAKill) {
    int number = counts.merge(call.thread() + call.name(), 1, Integer::sum);
    if (call.path().startsWith(markers)) {
      step = call.path().substring(markers.length());
      if (watch == Watch.FILES) {
        points.add(new KillPoint(watch, call.name(), number, step + ": the step begins"));
      }
    } else if (worthAKill && changesSomething(call)) {
      points.add(new KillPoint(watch, call.name(), number, step + ": " + describe(call)));
    }
  }

  private boolean changesSomething(SystemCall call) {
    boolean reads = call.name().equals("openat") && !call.arguments().contains("O_CREAT");
    boolean programEnds = call.path().endsWith(".out");
    return watch == Watch.FILES
        ? call.succeeded() && !reads
        : call.name().startsWith("wait") || programEnds;
  }

  private String describe(SystemCall call) {
    if (watch == Watch.FILES) {
      return "before %s of %s".formatted(call.name(), Path.of(call.path()).getFileName());
    }
    boolean waits = call.name().startsWith("wait");
    int program = programs.merge(step + waits, 1, Integer::sum);
    return "program %d %s".formatted(program, waits ? "runs" : "has ended");
  }
}
