package dev.redline.plan;

import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.SettingName;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a person decides on a server that the harness did not make.
 *
 * @param validFor how long an approval counts
 * @param critical settings that need a decision of their own
 */
public record PausePoints(Duration validFor, List<Critical> critical) {

  public PausePoints {
    critical = List.copyOf(critical);
  }

  /**
   * A setting that is decided by itself.
   *
   * @param above only a larger size needs a decision; empty: see {@code value}
   * @param value only this value needs a decision; empty: see {@code above}; one of the two is
   *     there
   */
  public record Critical(
      String setting,
      Optional<MemorySize> above,
      Optional<String> value,
      Optional<String> because) {

    static Critical read(Node node) {
      Section section = node.section("setting", "above", "value", "because");
      Critical critical =
          new Critical(
              SettingName.read(section.required("setting")),
              section.optionalScalar("above").map(scalar -> scalar.as(MemorySize::parse)),
              section.optionalScalar("value").map(ScalarNode::asText),
              section.because());
      if (critical.above.isPresent() == critical.value.isPresent()) {
        throw node.wrongType("either above or value");
      }
      return critical;
    }

    /** Whether the planned setting needs the decision. */
    public boolean concerns(PlannedSetting planned) {
      return planned.name().equals(setting)
          && above
              .map(limit -> MemorySize.parse(planned.value()).compareTo(limit) > 0)
              .orElseGet(() -> planned.value().equals(value.orElseThrow()));
    }
  }

  static PausePoints read(Node root) {
    Section section = root.section("valid_for", "critical");
    return new PausePoints(
        section.scalar("valid_for").as(TimeSpan::parse),
        section.required("critical").items().stream().map(Critical::read).toList());
  }
}
