package dev.redline.record.page;

import dev.redline.quoting.SeenText;
import dev.redline.record.journal.Artifact;
import dev.redline.record.page.GateRecordPage.Bought;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The end of a run on the console: verdict, worst margin, what was bought, where to look. */
public final class ClosingLines {

  /** There are never more. */
  static final int MOST = 15;

  private static final int SHOWN = 3;
  private static final int LONGEST = 500;

  /** Half a command is worse than none: longer than this it is left to the page. */
  private static final int LONGEST_COMMAND = 2000;

  private ClosingLines() {}

  /**
   * At most 15 lines.
   *
   * @param reports the folder of the page
   * @param results the folder of Allure's results
   */
  public static List<String> of(GateRecordPage page, Path reports, Path results) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(clipped(SeenText.line(verdict(page))));
    lines.addAll(part("nearest limit", Stream.of(clipped(worst(page)))));
    lines.addAll(
        part("bought", page.bought().stream().map(each -> clipped(SeenText.line(bought(each))))));
    String whole = reports.resolve(PageFiles.nameOf(page) + ".html").toString();
    lines.addAll(
        part(
            "to decide",
            page.toDecide().stream().map(each -> command(each.phase(), each.next(), whole))));
    lines.addAll(
        part(
            "how to go back",
            page.back().stream().map(way -> command(way.phase(), way.how(), whole))));
    lines.addAll(part("gates", Stream.of(clipped(gates(page)))));
    lines.addAll(part("where to look", Stream.of(places(page, reports, results))));
    return lines;
  }

  private static String verdict(GateRecordPage page) {
    String worst = Headlines.worst(page.measured());
    String reason = page.headline().reason();
    return "%s: %s"
        .formatted(
            page.headline().outcome().word(), worst.isEmpty() ? reason : reason.replace(worst, ""));
  }

  /**
   * Several texts below each other, each once, the name before the first; what does not fit is
   * counted.
   */
  private static List<String> part(String name, Stream<String> all) {
    List<String> texts = all.filter(text -> !text.isBlank()).distinct().toList();
    List<String> shown = new ArrayList<>(texts.subList(0, Math.min(shownOf(texts), texts.size())));
    if (shown.size() < texts.size()) {
      shown.add("and %d more on the page".formatted(texts.size() - shown.size()));
    }
    List<String> lines = new ArrayList<>();
    for (String text : shown) {
      lines.add(
          "  %-14s  %s"
              .formatted(lines.isEmpty() ? name : "", SeenText.line(text))
              .stripTrailing());
    }
    return lines;
  }

  private static int shownOf(List<String> texts) {
    return texts.size() > SHOWN ? SHOWN - 1 : SHOWN;
  }

  private static String worst(GateRecordPage page) {
    return Headlines.worst(page.measured()).replace("Nearest to its limit: ", "");
  }

  private static String bought(Bought figure) {
    return figure
        .before()
        .map(
            before ->
                "%s: %s -> %s %s"
                    .formatted(
                        figure.name(),
                        before,
                        figure.after(),
                        Words.change(figure.before(), figure.after())))
        .orElseGet(() -> figure.name() + ": " + figure.after());
  }

  /** Whole, since a person copies it. */
  private static String command(String phase, String text, String page) {
    String line = "%s: %s".formatted(phase, SeenText.line(text));
    return line.length() > LONGEST_COMMAND ? "%s: see %s".formatted(clipped(phase), page) : line;
  }

  private static String gates(GateRecordPage page) {
    Map<String, Long> counts =
        page.gates().stream()
            .collect(
                Collectors.groupingBy(
                    gate -> gate.outcome().word(), TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "))
        + ", in %s, on %s".formatted(Words.seconds(page.about().took()), page.about().server());
  }

  private static String places(GateRecordPage page, Path reports, Path results) {
    String name = PageFiles.nameOf(page);
    return Stream.concat(
            Stream.of(reports.resolve(name + ".html").toString(), results.toString()),
            page.evidence().stream()
                .map(Artifact::path)
                .filter(path -> path.startsWith("hotfix/"))
                .map(path -> "metrics/" + path))
        .collect(Collectors.joining(", "));
  }

  private static String clipped(String line) {
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
