package dev.redline.record;

import dev.redline.dsn.Redaction;
import dev.redline.quoting.MarkdownText;
import dev.redline.record.journal.Artifact;
import dev.redline.record.journal.CanonicalJson;
import dev.redline.record.journal.JournalHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What the next person or program needs to go on.
 *
 * @param plan the plan's id
 * @param stack what is used, with versions
 * @param layout what lies where, by path
 * @param commands what they do, by command
 * @param state where each phase stands, by tag
 * @param artifacts files below metrics/ that the state rests on
 * @param openHotFixes what a person has to see to, newest first
 * @param journal what it ended with when the bundle was written
 */
public record ContextBundle(
    String plan,
    Instant time,
    Map<String, String> stack,
    Map<String, String> layout,
    Map<String, String> commands,
    Map<String, String> state,
    List<Artifact> artifacts,
    List<OpenHotFix> openHotFixes,
    JournalHead journal) {

  /** The same without secrets, as indented JSON with keys in this order. */
  String json(Redaction redaction) {
    Map<String, Object> bundle = new LinkedHashMap<>();
    bundle.put("schema", 1);
    bundle.put("plan", plan);
    bundle.put("time", time);
    bundle.put("stack", stack);
    bundle.put("layout", layout);
    bundle.put("commands", commands);
    bundle.put("state", state);
    bundle.put("artifacts", artifacts);
    bundle.put("openHotFixes", openHotFixes);
    bundle.put("journal", journal);
    return CanonicalJson.indented(CanonicalJson.tree(bundle, redaction::apply)) + "\n";
  }

  /**
   * The same for a person.
   *
   * @param file where it goes, relative to metrics/: links start there
   */
  String markdown(Redaction redaction, String file) {
    Markdown markdown = new Markdown(redaction);
    List<String> lines = new ArrayList<>();
    lines.add("# Where plan %s stands (%s)".formatted(markdown.text(plan), time));
    section(lines, "State", items(state, "%s: %s"::formatted, markdown));
    section(
        lines, "Open hot-fixes", openHotFixes.stream().map(fix -> item(fix, markdown)).toList());
    section(lines, "Commands", commands(redaction, markdown));
    section(lines, "Stack", items(stack, "%s %s"::formatted, markdown));
    section(lines, "Layout", items(layout, "%s: %s"::formatted, markdown));
    section(
        lines,
        "Artifacts",
        artifacts.stream()
            .map(artifact -> markdown.link(artifact, file) + ", SHA-256 " + artifact.sha256())
            .toList());
    section(lines, "Journal", List.of(journal.toString()));
    return String.join("\n", lines) + "\n";
  }

  private List<String> commands(Redaction redaction, Markdown markdown) {
    return commands.entrySet().stream()
        .map(
            command ->
                MarkdownText.code(redaction.apply(command.getKey()))
                    + ": "
                    + markdown.text(command.getValue()))
        .toList();
  }

  private static List<String> items(
      Map<String, String> map, BiFunction<String, String, String> form, Markdown markdown) {
    return map.entrySet().stream()
        .map(entry -> markdown.text(form.apply(entry.getKey(), entry.getValue())))
        .toList();
  }

  private static String item(OpenHotFix fix, Markdown markdown) {
    return "%s: %s did not pass: %s"
        .formatted(markdown.text(fix.id()), markdown.text(fix.phase()), markdown.text(fix.gate()));
  }

  private static void section(List<String> lines, String title, List<String> items) {
    lines.addAll(List.of("", "## " + title, ""));
    lines.addAll(items.isEmpty() ? List.of("None.") : items.stream().map(i -> "- " + i).toList());
  }
}
