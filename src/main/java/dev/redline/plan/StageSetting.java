package dev.redline.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A setting as a stage's file states it, for the reference machine.
 *
 * @param value a {@link MemorySize} if {@code scalesWith} is memory
 * @param atLeast what scaling never goes below; empty without a floor
 * @param otherwise what to set where the server does not list {@code value} among the setting's
 *     values; empty if {@code value} holds everywhere
 * @param because why, if the file says so
 */
public record StageSetting(
    String name,
    String value,
    Scale scalesWith,
    Optional<MemorySize> atLeast,
    Optional<String> otherwise,
    Optional<String> because) {

  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  static StageSetting read(String name, Node node) {
    SettingName.check(node.at(), name);
    Section section = node.section("value", "scales_with", "at_least", "otherwise", "because");
    Scale scale = section.optionalScalar("scales_with").map(Scale::read).orElse(Scale.NONE);
    return new StageSetting(
        name,
        value(section.scalar("value"), scale),
        scale,
        section.optionalScalar("at_least").map(floor -> floor(floor, section, scale)),
        section.optionalScalar("otherwise").map(ScalarNode::asSettingValue),
        section.because());
  }

  private static String value(ScalarNode scalar, Scale scale) {
    String text = scalar.asSettingValue();
    boolean figure = Character.isDigit(text.charAt(0)) && !NUMBER.matcher(text).matches();
    if (scale == Scale.MEMORY || (figure && !isTime(text))) {
      return scalar.as(MemorySize::parse).toString();
    }
    return text;
  }

  private static boolean isTime(String text) {
    try {
      return !TimeSpan.parse(text).isZero();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static MemorySize floor(ScalarNode floor, Section section, Scale scale) {
    if (scale == Scale.NONE) {
      throw new PlanException(
          floor.at(), "a floor is for values that scale. Add scales_with: memory or drop it.");
    }
    if (floor.as(MemorySize::parse).compareTo(section.scalar("value").as(MemorySize::parse)) > 0) {
      throw floor.wrongType("a size of at most the value itself");
    }
    return floor.as(MemorySize::parse);
  }
}
