package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The text of red-lines.yaml with red lines of one judge put in, everything else as somebody wrote
 * it. What comes out has to be read back: a file may be written in other ways than ours.
 *
 * @param lines of the file
 */
record RedLinesFile(List<String> lines) {

  private static final Pattern JUDGES = Pattern.compile("judges:\\s*(#.*)?");
  private static final Pattern IN_JUDGES = Pattern.compile("\\s*(#.*)?|\\s+\\S.*");
  private static final Pattern IN_JUDGE = Pattern.compile("\\s*|\\s{3,}\\S.*");

  static RedLinesFile of(String text) {
    return new RedLinesFile(new ArrayList<>(text.lines().toList()));
  }

  /**
   * Puts floors in place of those that the judge has; its other red lines stay.
   *
   * @param floors by the key of the metric
   * @param from one line, for whoever reads the file
   */
  String with(String judge, Map<String, Double> floors, String from) {
    int start = find(JUDGES, 0, lines.size()).orElseGet(this::begun) + 1;
    int end = endOf(IN_JUDGES, start);
    String key = "  %s: # %s".formatted(judge, from);
    Pattern own = Pattern.compile("  " + Pattern.quote(judge) + ":\\s*(#.*)?");
    Optional<Integer> there = find(own, start, end);
    int at = there.orElse(start);
    there.ifPresentOrElse(line -> lines.set(line, key), () -> lines.add(at, key));
    if (there.isPresent()) {
      Pattern old = Pattern.compile("    (" + String.join("|", floors.keySet()) + "):.*");
      lines.subList(at + 1, endOf(IN_JUDGE, at + 1)).removeIf(line -> old.matcher(line).matches());
    }
    new TreeMap<>(floors)
        .forEach(
            (metric, floor) ->
                lines.add(
                    at + 1, String.format(Locale.ROOT, "    %s: {at_least: %.3f}", metric, floor)));
    return String.join("\n", lines) + "\n";
  }

  /** The red lines of a judge in a file; empty if there are none that can be read. */
  static Map<String, Threshold<Double>> read(Path file, String judge) {
    Node judges = YamlFile.read(file).entries().get("judges");
    Node own = judges == null ? null : judges.entries().get(judge);
    return own == null ? Map.of() : RedLines.lines(own);
  }

  private int begun() {
    lines.add("judges:");
    return lines.size() - 1;
  }

  private Optional<Integer> find(Pattern pattern, int from, int to) {
    for (int i = from; i < to; i++) {
      if (pattern.matcher(lines.get(i)).matches()) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private int endOf(Pattern inside, int from) {
    int end = from;
    while (end < lines.size() && inside.matcher(lines.get(end)).matches()) {
      end++;
    }
    return end;
  }
}
