package dev.redline.plan;

import dev.redline.plan.yaml.GatesFiles;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the phases of the shipped plan need. A plan may leave a need out, but says so.
 *
 * @param byTag the tags that each shipped phase needs
 */
record ShippedNeeds(Map<String, List<String>> byTag) {

  static ShippedNeeds of(GatesFiles files) {
    Map<String, List<String>> byTag = new LinkedHashMap<>();
    files.shipped("plan.yaml").map(PlanFile::sectionOf).stream()
        .flatMap(plan -> plan.required("phases").items().stream())
        .map(PlanFile::phaseSection)
        .forEach(phase -> byTag.put(phase.scalar("tag").text(), texts(phase.required("needs"))));
    return new ShippedNeeds(byTag);
  }

  /**
   * Refuses a phase that has lost a need without a word.
   *
   * @param without what the plan says that the phase goes without; empty if it says nothing
   * @param needs where the missing one is to be written
   */
  void requireAll(String tag, List<String> named, Optional<Node> without, Node needs) {
    List<String> dropped = without.map(ShippedNeeds::texts).orElse(List.of());
    for (String need : byTag.getOrDefault(tag, List.of())) {
      if (!named.contains(need) && !dropped.contains(need)) {
        throw new PlanException(
            needs.at(),
            "%s needs %s, which is not listed. Add it, or say that the phase runs on a server on which %s has not passed: goes_without: [%s]"
                .formatted(tag, need, need, need));
      }
    }
  }

  private static List<String> texts(Node node) {
    return node.items().stream().map(item -> item.scalar().asText()).toList();
  }
}
