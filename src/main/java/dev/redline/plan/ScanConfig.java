package dev.redline.plan;

import dev.redline.plan.value.PathPattern;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.util.List;

/**
 * What a scan of a source tree lets pass. Whatever is let pass is counted and reported.
 *
 * @param resolvers files that may read the two variables: the one resolver of each language
 * @param reads other files that may read them
 * @param fakes values that look like credentials and open nothing
 */
public record ScanConfig(List<Allowed> resolvers, List<Allowed> reads, List<Fake> fakes) {

  public ScanConfig {
    resolvers = List.copyOf(resolvers);
    reads = List.copyOf(reads);
    fakes = List.copyOf(fakes);
  }

  /** Files, and why they are let pass. */
  public record Allowed(PathPattern path, String because) {

    static Allowed read(Node node) {
      Section section = node.section("path", "because");
      return new Allowed(
          PathPattern.read(section.scalar("path")), section.scalar("because").asText());
    }
  }

  /**
   * Made-up credentials, and why they stand there.
   *
   * @param values exactly these, nothing else in the same files
   */
  public record Fake(PathPattern path, List<String> values, String because) {

    public Fake {
      values = List.copyOf(values);
    }

    static Fake read(Node node) {
      Section section = node.section("path", "values", "because");
      Node values = section.required("values");
      if (values.items().isEmpty()) {
        throw values.wrongType("at least one value");
      }
      return new Fake(
          PathPattern.read(section.scalar("path")),
          values.items().stream().map(item -> item.scalar().asText()).toList(),
          section.scalar("because").asText());
    }
  }

  static ScanConfig read(Node root) {
    Section section = root.section("resolvers", "reads", "credentials");
    return new ScanConfig(
        section.required("resolvers").items().stream().map(Allowed::read).toList(),
        section.required("reads").items().stream().map(Allowed::read).toList(),
        section.required("credentials").items().stream().map(Fake::read).toList());
  }
}
