package dev.redline.plan;

import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.GatesFiles;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PhaseTags;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.ProjectPath;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the checklist of a change asks for.
 *
 * @param validFor how long evidence counts
 * @param sources files and folders of the project that a build's test reports are about
 * @param fewestTests of a build, 1 or more
 * @param edgeCases in the order of the file
 * @param roles the phase that proves that each role has credentials of its own
 * @param rollback the phase that proves the ways back
 * @param credentialScan the file of what the scan has found, relative to metrics/
 * @param reviews what has to be reviewed, in the order of the file
 */
public record QualityConfig(
    Duration validFor,
    List<String> sources,
    int fewestTests,
    List<EdgeCase> edgeCases,
    RequiredPhase roles,
    RequiredPhase rollback,
    String credentialScan,
    List<Reviewed> reviews) {

  /** The file's name below gates/. */
  public static final String FILE = "quality.yaml";

  private static final int MOST_TESTS = 1_000_000;

  public QualityConfig {
    sources = List.copyOf(sources);
    edgeCases = List.copyOf(edgeCases);
    reviews = List.copyOf(reviews);
  }

  /**
   * A case that has tests of its own.
   *
   * @param tests as {@code class.method}, at least one
   */
  public record EdgeCase(String what, List<String> tests) {

    static EdgeCase read(Node node) {
      Section section = node.section("what", "tests");
      return new EdgeCase(section.scalar("what").asText(), texts(section.required("tests")));
    }
  }

  /** A phase whose last run has to be a pass. */
  public record RequiredPhase(String tag, Optional<String> because) {

    /** Takes only a phase that the plan has. */
    static RequiredPhase read(GatesFiles files, Node node) {
      Section section = node.section("phase", "because");
      ScalarNode phase = section.scalar("phase");
      return new RequiredPhase(phase.asOneOf(PhaseTags.of(files)), section.because());
    }
  }

  /**
   * Content that a person has to have read.
   *
   * @param what as the entry of a review names it
   * @param files and folders of the project, at least one
   */
  public record Reviewed(String what, List<String> files) {

    static Reviewed read(Node node) {
      Section section = node.section("what", "files");
      return new Reviewed(section.scalar("what").asText(), paths(section.required("files")));
    }
  }

  /**
   * Reads and checks {@link #FILE}.
   *
   * @throws PlanException that names everything that is wrong
   */
  public static QualityConfig load(Path gatesDirectory) {
    return GatesFiles.read(gatesDirectory, QualityConfig::read);
  }

  static QualityConfig read(GatesFiles files) {
    Section section =
        files
            .root(FILE)
            .section(
                "valid_for",
                "tests",
                "edge_cases",
                "roles",
                "rollback",
                "credential_scan",
                "reviews");
    Section tests = section.required("tests").section("sources", "at_least");
    return new QualityConfig(
        TimeSpan.read(section.scalar("valid_for"), "1h", "366d"),
        paths(tests.required("sources")),
        tests.scalar("at_least").asInteger(1, MOST_TESTS),
        some(section.required("edge_cases")).stream().map(EdgeCase::read).toList(),
        RequiredPhase.read(files, section.required("roles")),
        RequiredPhase.read(files, section.required("rollback")),
        ProjectPath.read(section.scalar("credential_scan")),
        some(section.required("reviews")).stream().map(Reviewed::read).toList());
  }

  private static List<String> paths(Node node) {
    return some(node).stream().map(item -> ProjectPath.read(item.scalar())).toList();
  }

  private static List<String> texts(Node node) {
    return some(node).stream().map(item -> item.scalar().asText()).toList();
  }

  private static List<Node> some(Node node) {
    if (node.items().isEmpty()) {
      throw node.wrongType("at least one item");
    }
    return node.items();
  }
}
