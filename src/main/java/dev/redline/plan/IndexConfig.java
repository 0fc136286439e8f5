package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * When an index is proposed.
 *
 * @param calls how often a statement must have run to count as evidence
 * @param totalTime how long all its runs together must have taken
 * @param gain the share of a statement's time that the index must save, 0 to 1
 * @param documents names of jsonb columns that a GIN index may serve
 * @param keys names of columns that a B-tree may serve
 * @param values how many values from the table a statement is explained with, 1 to 100
 * @param writtenRows how many rows the cost for an INSERT is taken from, 10 or more
 * @param lockPatience how long a trial waits for a lock that somebody else holds
 * @param statementPatience how long a statement of a trial may run, building the index among them
 */
public record IndexConfig(
    Threshold<Integer> calls,
    Threshold<Duration> totalTime,
    Threshold<Double> gain,
    List<String> documents,
    List<String> keys,
    int values,
    int writtenRows,
    Duration lockPatience,
    Duration statementPatience) {

  private static final Pattern COLUMN = Pattern.compile("[a-z_][a-z0-9_]*");

  public IndexConfig {
    documents = List.copyOf(documents);
    keys = List.copyOf(keys);
  }

  static IndexConfig read(Node node) {
    Section section =
        node.section(
            "calls",
            "total_time",
            "gain",
            "documents",
            "keys",
            "values",
            "written_rows",
            "lock_patience",
            "statement_patience");
    return new IndexConfig(
        Threshold.read(
            section.required("calls"),
            Threshold.Direction.AT_LEAST,
            scalar -> scalar.asInteger(1, 1_000_000_000)),
        Threshold.read(
            section.required("total_time"),
            Threshold.Direction.AT_LEAST,
            scalar -> TimeSpan.read(scalar, "1ms", "24h")),
        Threshold.shareAtLeast(section.required("gain")),
        columns(section.required("documents")),
        columns(section.required("keys")),
        section.scalar("values").asInteger(1, 100),
        section.scalar("written_rows").asInteger(10, 1_000_000),
        TimeSpan.read(section.scalar("lock_patience"), "1ms", "1min"),
        TimeSpan.read(section.scalar("statement_patience"), "1s", "24h"));
  }

  private static List<String> columns(Node node) {
    return node.items().stream().map(item -> column(item.scalar())).toList();
  }

  private static String column(ScalarNode scalar) {
    if (!COLUMN.matcher(scalar.asText()).matches()) {
      throw scalar.wrongType("the name of a column (letters a to z in lower case, digits and _)");
    }
    return scalar.asText();
  }
}
