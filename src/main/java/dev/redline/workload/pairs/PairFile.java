package dev.redline.workload.pairs;

import dev.redline.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  /** The pairs of a file, in its order. */
  public static List<PairSample> read(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.startsWith("#") && !line.equals(COLUMNS) && !line.isBlank())
          .map(PairFile::pair)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the pairs of " + file, e);
    }
  }

  private static PairSample pair(String line) {
    String[] cell = line.split(",", -1);
    return new PairSample(
        Double.parseDouble(cell[0]),
        Integer.parseInt(cell[1]),
        cell[2],
        Boolean.parseBoolean(cell[3]),
        Double.parseDouble(cell[4]),
        Double.parseDouble(cell[5]),
        Double.parseDouble(cell[6]),
        Double.parseDouble(cell[7]));
  }
}
