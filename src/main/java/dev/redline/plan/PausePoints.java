package dev.redline.plan;

import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.value.Amount;
import dev.redline.plan.value.KnownSetting;
import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.SettingCatalogue;
import dev.redline.plan.value.SettingName;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person decides on a server that the harness did not make.
 *
 * @param validFor how long an approval counts
 * @param ticket whether an approval has to name one
 * @param by who may approve what an account has asked for
 * @param critical settings that need a decision of their own
 */
public record PausePoints(Duration validFor, Ticket ticket, By by, List<Critical> critical) {

  /** Whether an approval names a ticket. */
  public enum Ticket {
    OPTIONAL,
    REQUIRED
  }

  /** Who may approve. */
  public enum By {
    ANYBODY,
    /** Another account than the one whose run has asked. */
    ANOTHER_ACCOUNT
  }

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
              section
                  .optionalScalar("above")
                  .map(scalar -> MemorySize.read(scalar, "1kB", "8191GB")),
              section.optionalScalar("value").map(ScalarNode::asSettingValue),
              section.because());
      if (critical.above.isPresent() == critical.value.isPresent()) {
        throw node.wrongType("either above or value");
      }
      section
          .optionalScalar("above")
          .or(() -> section.optionalScalar("value"))
          .ifPresent(scalar -> requireTaken(critical.setting, scalar));
      return critical;
    }

    private static void requireTaken(String setting, ScalarNode scalar) {
      SettingCatalogue.find(setting).ifPresent(known -> scalar.as(known::checked));
    }

    /** Whether the planned setting needs the decision. */
    public boolean concerns(PlannedSetting planned) {
      return planned.name().equals(setting)
          && above
              .map(limit -> isAbove(planned.value(), limit))
              .orElseGet(() -> planned.value().equals(value.orElseThrow()));
    }

    /** A bare number is in the setting's own unit. */
    private boolean isAbove(String planned, MemorySize limit) {
      String unit = SettingCatalogue.find(setting).map(KnownSetting::unit).orElse("kB");
      return Amount.of(planned, unit).value().compareTo(BigDecimal.valueOf(limit.bytes())) > 0;
    }
  }

  static PausePoints read(Node root) {
    Section section = root.section("valid_for", "ticket", "by", "critical");
    return new PausePoints(
        TimeSpan.read(section.scalar("valid_for"), "1min", "7d"),
        section
            .optionalScalar("ticket")
            .map(word -> word.asOneOf(List.of("optional", "required")))
            .map(word -> Ticket.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Ticket.OPTIONAL),
        section
            .optionalScalar("by")
            .map(word -> word.asOneOf(List.of("anybody", "another account")))
            .map(word -> By.valueOf(word.replace(' ', '_').toUpperCase(Locale.ROOT)))
            .orElse(By.ANYBODY),
        section.required("critical").items().stream().map(Critical::read).toList());
  }
}
