package dev.redline.plan.workload;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.util.List;

/**
 * What is asked of the statements that a server really runs.
 *
 * @param top how many of the most expensive ones, 0 or more
 * @param samples how often each is run, with other parameters, 1 or more
 * @param slowdown the median time after a change divided by that before
 * @param allowedFunctions of the user's own, with their schemas, that have no side effects
 */
public record StatementConfig(
    int top, int samples, Threshold<Double> slowdown, List<RelationName> allowedFunctions) {

  static StatementConfig read(Node node) {
    Section section = node.section("top", "samples", "slowdown", "functions");
    return new StatementConfig(
        section.scalar("top").asInteger(0, 1000),
        section.scalar("samples").asInteger(1, 1000),
        Threshold.read(
            section.required("slowdown"),
            Threshold.Direction.AT_MOST,
            scalar -> scalar.asDecimal(1, 100)),
        section
            .optional("functions")
            .map(list -> list.items().stream().map(f -> RelationName.read(f.scalar())).toList())
            .orElse(List.of()));
  }
}
