package dev.redline.plan;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the record of runs is kept, each file relative to metrics/ and none twice.
 *
 * @param journal one JSON object a line, each chained to the one before
 * @param methodologyLog Markdown, one section a run
 * @param lessonsLearned Markdown, one bullet a phase
 * @param contextBundle JSON; its overview has the same name with {@code .md}
 */
public record RecordFiles(
    String journal, String methodologyLog, String lessonsLearned, String contextBundle) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /** What a repository keeps below metrics/, and what the evidence goes to. */
  private static final Pattern TRACKED =
      Pattern.compile("(?i)(^|/)(readme|[.]git|baseline)|^system_diagnostics/");

  private static final String JSON = ".json";
  private static final String HEAD = ".head";
  private static final String TORN = ".torn";

  static RecordFiles read(Node root) {
    Section section =
        root.section("journal", "methodology_log", "lessons_learned", "context_bundle");
    List<String> taken = new ArrayList<>();
    String journal = file(section.scalar("journal"), taken);
    taken.addAll(List.of(journal + HEAD, journal + TORN));
    return new RecordFiles(
        journal,
        file(section.scalar("methodology_log"), taken),
        file(section.scalar("lessons_learned"), taken),
        bundle(section.scalar("context_bundle"), taken));
  }

  /** The file that holds what the journal must end with. */
  public String journalHead() {
    return journal + HEAD;
  }

  /** The file to which lines go that a process did not live to finish. */
  public String journalTorn() {
    return journal + TORN;
  }

  /** The context bundle as a person reads it. */
  public String contextOverview() {
    return overview(contextBundle);
  }

  private static String overview(String bundle) {
    return bundle.substring(0, bundle.length() - JSON.length()) + ".md";
  }

  private static String bundle(ScalarNode node, List<String> taken) {
    if (!node.asText().endsWith(JSON)) {
      throw node.wrongType("a name that ends with " + JSON);
    }
    String bundle = file(node, taken);
    requireFree(node, overview(bundle), taken);
    return bundle;
  }

  private static String file(ScalarNode node, List<String> taken) {
    if (TRACKED.matcher(node.asText()).find()) {
      throw node.wrongType("a file that nothing else is kept in (no README, no baseline)");
    }
    for (String part : node.asText().split("/", -1)) {
      if (!NAME.matcher(part).matches()) {
        throw node.wrongType(
            "a path below metrics/ (letters, digits, _, -, dots not at the front, / between)");
      }
    }
    requireFree(node, node.text(), taken);
    taken.add(node.text());
    return node.text();
  }

  private static void requireFree(ScalarNode node, String file, List<String> taken) {
    if (taken.contains(file)) {
      throw node.wrongType("a file of its own (" + file + " is taken)");
    }
  }
}
