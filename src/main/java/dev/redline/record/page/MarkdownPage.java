package dev.redline.record.page;

import dev.redline.quoting.MarkdownText;
import dev.redline.record.page.PageTable.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The page as a comment on a pull request: verdict first, long parts folded. */
final class MarkdownPage {

  private MarkdownPage() {}

  static String of(GateRecordPage page) {
    GateRecordPage.Headline headline = page.headline();
    List<String> lines = new ArrayList<>();
    lines.add(
        "**%s %s**: %s"
            .formatted(
                headline.outcome().sign(),
                headline.outcome().word(),
                MarkdownText.escaped(Words.seen(headline.reason()))));
    lines.add("");
    lines.add(
        "%s · %s · %s"
            .formatted(
                MarkdownText.escaped(Words.glance(page.about().server())),
                Words.time(page.about().started()),
                MarkdownText.escaped(Words.glance(page.about().command()))));
    PageTables.of(page).forEach(part -> lines.addAll(part(part)));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> part(PageTable part) {
    if (part.rows().isEmpty()) {
      return List.of("", "**%s.** %s".formatted(part.title(), part.none()));
    }
    List<String> lines = new ArrayList<>();
    boolean folded = part.shown() == Shown.FOLDED;
    lines.add("");
    lines.add(
        folded
            ? "<details><summary>%s (%d)</summary>".formatted(part.title(), part.rows().size())
            : "### " + part.title());
    lines.add("");
    lines.add(row(part.columns()));
    lines.add(row(Collections.nCopies(part.columns().size(), "---")));
    part.rows()
        .forEach(cells -> lines.add(row(cells.stream().map(MarkdownText::escaped).toList())));
    if (folded) {
      lines.addAll(List.of("", "</details>"));
    }
    return lines;
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }
}
