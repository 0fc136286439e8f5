package dev.redline.record;

import dev.redline.dsn.Redaction;
import dev.redline.quoting.MarkdownText;
import dev.redline.record.RunReport.PhaseReport;
import dev.redline.record.RunReport.Step;
import java.util.ArrayList;
import java.util.List;

/** How each run was done: command, server, time of every step, verdict. */
final class MethodologyLog {

  static final String TITLE =
      """
      # Methodology log

      One section a run, oldest first. Appended by the harness; nothing is ever taken out.
      """;

  private final Markdown markdown;

  MethodologyLog(Redaction redaction) {
    this.markdown = new Markdown(redaction);
  }

  /** The section of one run, with an empty line before it. */
  String section(RunReport run) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("## %s [%s]".formatted(run.started(), run.plan()));
    lines.add("");
    lines.add("- command: " + MarkdownText.code(run.command().toString()));
    lines.add("- server: " + markdown.text(run.target()));
    lines.add("- verdict: " + markdown.text(run.verdict()));
    lines.add("- time: " + Markdown.seconds(run.took()));
    if (!run.phases().isEmpty()) {
      lines.addAll(List.of("", "| phase | step | outcome | time |", "|---|---|---|---:|"));
      run.phases().forEach(phase -> phase.steps().forEach(step -> lines.add(row(phase, step))));
    }
    return String.join("\n", lines) + "\n";
  }

  private String row(PhaseReport phase, Step step) {
    return "| %s | %s | %s | %s |"
        .formatted(
            markdown.text(phase.tag()),
            markdown.text(step.gate()),
            step.outcome().word(),
            Markdown.seconds(step.took()));
  }
}
