package dev.redline.plan;

import dev.redline.plan.value.ExtensionVersion;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.util.List;
import java.util.Optional;

/**
 * A defect that some versions of an extension have.
 *
 * @param since the first version that has it; empty if all before {@code mendedIn} do
 * @param mendedIn the first version without it, later than {@code since}
 * @param source where its authors say so
 * @param weight whether a version that has it is refused
 */
public record KnownDefect(
    String extension,
    String defect,
    Optional<ExtensionVersion> since,
    ExtensionVersion mendedIn,
    String source,
    Weight weight) {

  /** What a defect means for the verdict. */
  public enum Weight {
    /** The version is refused. */
    FAIL,
    /** It is on record, and the plan goes on. */
    REPORT
  }

  static KnownDefect read(Node node) {
    Section section =
        node.section("extension", "defect", "since", "mended_in", "source", "verdict");
    ScalarNode mendedIn = section.scalar("mended_in");
    KnownDefect defect =
        new KnownDefect(
            section.scalar("extension").asText(),
            section.scalar("defect").asText(),
            section.optionalScalar("since").map(scalar -> scalar.as(ExtensionVersion::parse)),
            mendedIn.as(ExtensionVersion::parse),
            section.scalar("source").asText(),
            section.scalar("verdict").asOneOf(List.of("fail", "report")).equals("fail")
                ? Weight.FAIL
                : Weight.REPORT);
    if (defect.since.filter(defect.mendedIn::isAtMost).isPresent()) {
      throw mendedIn.wrongType("a version after " + defect.since.get());
    }
    return defect;
  }

  /** Whether that version of the extension has the defect. */
  public boolean concerns(ExtensionVersion version) {
    return !version.isAtLeast(mendedIn) && since.map(version::isAtLeast).orElse(true);
  }
}
