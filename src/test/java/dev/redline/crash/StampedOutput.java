package dev.redline.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a process says to a person, line by line, with the time since it began. */
final class StampedOutput extends OutputStream {

  private final long begin;
  private final OutputStream onwards;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<Line> lines = new ArrayList<>();

  /** One line, and how long after the beginning it was said. */
  record Line(long millis, String text) {}

  /**
   * @param onwards gets what is written, too
   */
  StampedOutput(long begin, OutputStream onwards) {
    this.begin = begin;
    this.onwards = onwards;
  }

  @Override
  public synchronized void write(int octet) throws IOException {
    onwards.write(octet);
    if (octet == '\n') {
      long millis = (System.nanoTime() - begin) / 1_000_000;
      lines.add(new Line(millis, line.toString(StandardCharsets.UTF_8)));
      line.reset();
    } else {
      line.write(octet);
    }
  }

  @Override
  public void flush() throws IOException {
    onwards.flush();
  }

  synchronized List<Line> lines() {
    return List.copyOf(lines);
  }
}
