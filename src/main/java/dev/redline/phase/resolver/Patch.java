package dev.redline.phase.resolver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** The difference between two versions of a file, as git shows it. */
final class Patch {

  private Patch() {}

  /**
   * @param before empty for a file that is added
   */
  static String of(String path, byte[] before, byte[] after) {
    RawText old = new RawText(before);
    RawText now = new RawText(after);
    ByteArrayOutputStream hunks = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(hunks)) {
      formatter.format(new HistogramDiff().diff(RawTextComparator.DEFAULT, old, now), old, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String from = before.length == 0 ? "/dev/null" : "a/" + path;
    return "--- %s\n+++ b/%s\n%s".formatted(from, path, hunks.toString(UTF_8));
  }
}
