package dev.redline.record;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.redline.change.RollbackReport;
import dev.redline.quoting.MarkdownText;
import dev.redline.quoting.SeenText;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /**
   * Writes {@code hotfix/<time>-<phase>.md} and {@code .json}; returns the former. The name of the
   * files, without extension, is the id of the hot-fix; one that is taken is not taken twice.
   *
   * @param server its system identifier, or {@link HotFixes#NO_SERVER}
   */
  public Path write(EvidenceStore store, Optional<String> server) {
    String id = freeId(store);
    store.write("hotfix/" + id + ".json", new Filed(id, server, this));
    return store.write("hotfix/" + id + ".md", markdown());
  }

  private String freeId(EvidenceStore store) {
    String base = NAME.format(time) + "-" + phase;
    String id = base;
    for (int next = 2; store.holds("hotfix/" + id + ".json"); next++) {
      id = base + "-" + next;
    }
    return id;
  }

  private record Filed(String id, Optional<String> server, @JsonUnwrapped HotFix hotFix) {}

  private String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("# %s did not pass (%s)".formatted(MarkdownText.escaped(phase), time));
    lines.add("");
    lines.add("The gate: **" + MarkdownText.escaped(gate) + "**");
    lines.add("");
    section(lines, "What was seen", seen());
    section(lines, "What was done", List.of(done));
    section(lines, "Evidence", evidence);
    section(lines, "What to do", todo());
    lines.add(CODE_IN_LIST + SeenText.line(tryAgain));
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
    items.forEach(item -> lines.add("- " + MarkdownText.escaped(item)));
    lines.add("");
  }
}
