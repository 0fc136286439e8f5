package dev.redline.record;

import dev.redline.dsn.Redaction;
import dev.redline.record.RunReport.PhaseReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What each phase taught: what was tried, what came of it, in figures. */
final class LessonsLearned {

  static final String TITLE =
      """
      # Lessons learned

      One bullet a phase, oldest first. Appended by the harness; nothing is ever taken out.

      """;

  private final Markdown markdown;
  private final String file;

  /**
   * @param file where the bullets go, relative to metrics/: links start there
   */
  LessonsLearned(Redaction redaction, String file) {
    this.markdown = new Markdown(redaction);
    this.file = file;
  }

  /** A bullet for each phase that ended in the run; empty if none did. */
  String bullets(RunReport run) {
    return run.phases().stream().map(phase -> bullet(run, phase)).collect(Collectors.joining());
  }

  private String bullet(RunReport run, PhaseReport phase) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "- **%s** on %s [%s]: %s"
            .formatted(
                markdown.text(phase.tag()),
                run.started(),
                run.plan(),
                markdown.text(phase.outcome())));
    lines.add("  - tried: " + markdown.text(phase.tried()));
    lines.add("  - happened: " + markdown.text(phase.happened()));
    if (!phase.figures().isEmpty()) {
      lines.add("  - figures: " + figures(phase));
    }
    if (!phase.artifacts().isEmpty()) {
      lines.add("  - evidence: " + links(phase));
    }
    return String.join("\n", lines) + "\n";
  }

  private String figures(PhaseReport phase) {
    return phase.figures().stream()
        .map(figure -> markdown.text(figure.toString()))
        .collect(Collectors.joining("; "));
  }

  private String links(PhaseReport phase) {
    return phase.artifacts().stream()
        .map(artifact -> markdown.link(artifact, file))
        .collect(Collectors.joining(", "));
  }
}
