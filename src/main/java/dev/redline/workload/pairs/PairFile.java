package dev.redline.workload.pairs;

import dev.redline.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Pairs as comma-separated values, so that anybody can hold a rule of their own against them. The
 * first line names the columns: at_ms, core, kind, old_first, old_ms, new_ms, old_cpu_ms,
 * new_cpu_ms; lines that begin with # hold remarks.
 */
public final class PairFile {

  private static final String COLUMNS =
      "at_ms,core,kind,old_first,old_ms,new_ms,old_cpu_ms,new_cpu_ms";

  private PairFile() {}

  /** Writes the file whole, and the folders above it. */
  public static void write(Path file, String remark, List<PairSample> samples) {
    StringBuilder text = new StringBuilder("# ").append(remark).append('\n').append(COLUMNS);
    for (PairSample each : samples) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%.3f,%d,%s,%b,%.4f,%.4f,%.4f,%.4f",
              each.at(),
              each.core(),
              each.kind(),
              each.oldFirst(),
              each.old(),
              each.changed(),
              each.oldCpu(),
              each.changedCpu()));
    }
    try {
      new AtomicFile(file).replace(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write the pairs to " + file, e);
    }
  }
}
