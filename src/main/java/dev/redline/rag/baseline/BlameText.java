package dev.redline.rag.baseline;

import dev.redline.quoting.MarkdownText;
import dev.redline.rag.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link Blame} as Markdown: the causes first, then the questions, side by side. */
final class BlameText {

  private final Blame blame;
  private final List<String> lines = new ArrayList<>();

  BlameText(Blame blame) {
    this.blame = blame;
  }

  String markdown() {
    line(
        "# %s: %s to %s (%s)",
        MarkdownText.escaped(blame.score()),
        figure(blame.before()),
        figure(blame.after()),
        change(blame.after() - blame.before()));
    causes();
    means();
    line("## Questions that moved most");
    blame.moved().forEach(this::question);
    return String.join("\n", lines) + "\n";
  }

  private void causes() {
    line("## Where it was lost");
    header("cause", "questions", "change of the mean");
    for (Blame.Share share : blame.shares()) {
      row(share.cause().words(), Long.toString(share.questions()), change(share.change()));
    }
    blame.judging().ifPresent(judging -> line("%s", MarkdownText.escaped(judging.words())));
    lines.add("");
  }

  private void means() {
    line("## All metrics");
    header("metric", "before", "after", "change");
    for (Blame.Mean mean : blame.metrics()) {
      row(
          mean.metric(),
          figure(mean.before()),
          figure(mean.after()),
          change(mean.after() - mean.before()));
    }
    lines.add("");
  }

  private void question(QuestionMove move) {
    QuestionScore before = move.before();
    QuestionScore after = move.after();
    line(
        "### %s: %s%s", MarkdownText.escaped(before.queryId()), change(move.change()), cause(move));
    line("%s", MarkdownText.escaped(before.query()));
    header("", "before", "after");
    row("answer", before.response(), after.response());
    for (Metric metric : List.of(Metric.PRECISION, Metric.RECALL, Metric.F1, Metric.CLAIM_RECALL)) {
      row(metric.key(), figure(before.get(metric)), figure(after.get(metric)));
    }
    row("retrieved", String.join(", ", before.retrieved()), String.join(", ", after.retrieved()));
    lines.add("");
  }

  private static String cause(QuestionMove move) {
    return move.cause().map(cause -> ", " + cause.name().toLowerCase(Locale.ROOT)).orElse("");
  }

  private void line(String format, Object... arguments) {
    lines.add(String.format(Locale.ROOT, format, arguments));
    lines.add("");
  }

  private void header(String... titles) {
    row(titles);
    lines.add("|" + "---|".repeat(titles.length));
  }

  private void row(String... cells) {
    lines.add(
        "| "
            + String.join(" | ", List.of(cells).stream().map(MarkdownText::escaped).toList())
            + " |");
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String change(double value) {
    return String.format(Locale.ROOT, "%+.4f", value);
  }
}
