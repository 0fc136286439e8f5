package dev.redline.crash;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a process says to a person, line by line, with the time since it began. */
final class StampedOutput extends OutputStream {

  private final long begin;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<Line> lines = new ArrayList<>();

  /** One line, and how long after the beginning it was said. */
  record Line(long millis, String text) {}

  StampedOutput(long begin) {
    this.begin = begin;
  }

  @Override
  public synchronized void write(int octet) {
    if (octet == '\n') {
      long millis = (System.nanoTime() - begin) / 1_000_000;
      lines.add(new Line(millis, line.toString(StandardCharsets.UTF_8)));
      line.reset();
    } else {
      line.write(octet);
    }
  }

  synchronized List<Line> lines() {
    return List.copyOf(lines);
  }
}
