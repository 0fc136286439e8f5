package dev.redline.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads a text in memory of a fixed size and shows the lines in which a word stands. A line that is
 * too long is shown in pieces that overlap.
 */
final class LineScan {

  /** Gets the lines. */
  interface Lines {
    /**
     * Gets one line, or a piece of one.
     *
     * @param number from 1
     * @param found the bits of the words in it; 0 for a line that the one before asked for
     * @return whether to show the next line, too, whatever is in it
     */
    boolean line(int number, String text, int found);

    /** Whether to show the first line, whatever is in it. */
    default boolean wantsFirst() {
      return false;
    }
  }

  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_PIECE = 1 << 12;
  private static final int OVERLAP = 1 << 9;

  /** As far as git looks for a NUL byte. */
  private static final int LOOKS_BINARY_WITHIN = 8000;

  private final WordFinder finder;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private int line;
  private boolean wanted;

  LineScan(WordFinder finder) {
    this.finder = finder;
  }

  /**
   * Reads to the end.
   *
   * @return how many bytes there were; -1 for a binary file, of which nothing is shown
   */
  long scan(ReadableByteChannel channel, Lines lines) throws IOException {
    filled = 0;
    line = 1;
    wanted = lines.wantsFirst();
    boolean more = fill(channel);
    if (isBinary()) {
      return -1;
    }
    long bytes = filled;
    while (filled > 0) {
      int end = more ? endOfWholeLines() : filled;
      show(end, lines);
      int kept = keep(end, more);
      more = more && fill(channel);
      bytes += filled - kept;
      if (!more && filled == kept && kept == 0) {
        break;
      }
    }
    return bytes;
  }

  /** Whether there may be more. */
  private boolean fill(ReadableByteChannel channel) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(buffer, filled, BUFFER - filled);
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        filled = target.position();
        return false;
      }
    }
    filled = BUFFER;
    return true;
  }

  private boolean isBinary() {
    for (int i = 0; i < Math.min(filled, LOOKS_BINARY_WITHIN); i++) {
      if (buffer[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private int endOfWholeLines() {
    int end = filled;
    while (end > 0 && buffer[end - 1] != '\n') {
      end--;
    }
    return end == 0 ? filled : end;
  }

  /** Keeps what was not shown, and of a line that goes on enough to see a word across the cut. */
  private int keep(int end, boolean more) {
    int from = more && buffer[end - 1] != '\n' ? end - OVERLAP : end;
    System.arraycopy(buffer, from, buffer, 0, filled - from);
    filled -= from;
    return filled;
  }

  private void show(int end, Lines lines) {
    int state = WordFinder.START;
    int found = 0;
    int start = 0;
    for (int i = 0; i < end; i++) {
      byte letter = buffer[i];
      if (letter == '\n') {
        piece(start, i, found, lines);
        line++;
        start = i + 1;
        state = WordFinder.START;
        found = 0;
      } else {
        state = finder.after(state, letter);
        found |= finder.found(state);
        if (i - start > LONGEST_PIECE) {
          piece(start, i + 1, found, lines);
          start = i - OVERLAP;
        }
      }
    }
    piece(start, end, found, lines);
  }

  private void piece(int start, int end, int found, Lines lines) {
    if (found != 0 || wanted) {
      String text = new String(buffer, start, end - start, StandardCharsets.UTF_8);
      wanted =
          lines.line(
              line, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, found);
    }
  }
}
