package dev.redline.record;

import dev.redline.run.RollbackReport;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The task that a failed phase leaves to a person.
 *
 * @param gate the sentence that did not hold
 * @param failure the message as the console shows it
 * @param verdicts those that stood in the way; empty if the gate could not be judged
 * @param rollback null if nothing was rolled back
 * @param done what was done about it: rolled back, nothing to roll back, or a rollback that failed
 * @param evidence folders and files to look at
 * @param tryAgain the command
 */
public record HotFix(
    Instant time,
    String phase,
    String gate,
    String failure,
    List<Verdict> verdicts,
    @Nullable RollbackReport rollback,
    String done,
    List<String> evidence,
    String tryAgain) {

  /** Markdown takes what is indented so far, below an item of a list, for code. */
  private static final String CODE_IN_LIST = " ".repeat(6);

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Writes {@code hotfix/<time>-<phase>.md} and {@code .json}; returns the former. */
  public Path write(EvidenceStore store) {
    String name = "hotfix/%s-%s".formatted(NAME.format(time), phase);
    store.write(name + ".json", this);
    return store.write(name + ".md", markdown());
  }

  private String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("# %s did not pass (%s)".formatted(phase, time));
    lines.add("");
    lines.add("The gate: **" + gate + "**");
    lines.add("");
    section(lines, "What was seen", seen());
    section(lines, "What was done", List.of(done));
    section(lines, "Evidence", evidence);
    section(lines, "What to do", todo());
    lines.add(CODE_IN_LIST + tryAgain);
    return String.join("\n", lines) + "\n";
  }

  private List<String> seen() {
    return verdicts.isEmpty()
        ? List.of(failure.lines().findFirst().orElse(failure))
        : verdicts.stream()
            .map(
                v ->
                    "%s: observed %s, required %s"
                        .formatted(v.subject(), v.observed(), v.required()))
            .toList();
  }

  private List<String> todo() {
    List<String> steps = new ArrayList<>(verdicts.stream().map(Verdict::next).distinct().toList());
    if (steps.isEmpty()) {
      steps.add("read the message above and the server's log, and mend the cause");
    }
    steps.add("then try again:");
    return steps;
  }

  private static void section(List<String> lines, String title, List<String> items) {
    lines.add("## " + title);
    lines.add("");
    items.forEach(item -> lines.add("- " + item.replace("\n", "\n  ")));
    lines.add("");
  }
}
