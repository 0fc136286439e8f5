package dev.redline.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A setting as a stage's file states it, for the reference machine.
 *
 * @param value a {@link MemorySize} if {@code scalesWith} is memory
 * @param combination what becomes of the value that the server has
 * @param atLeast what scaling never goes below; empty without a floor
 * @param otherwise what to set where the server does not list {@code value} among the setting's
 *     values; empty if {@code value} holds everywhere
 * @param because why, if the file says so
 */
public record StageSetting(
    String name,
    String value,
    Combination combination,
    Scale scalesWith,
    Optional<MemorySize> atLeast,
    Optional<String> otherwise,
    Optional<String> because) {

  /** What becomes of the value that the server has. */
  public enum Combination {
    /** The planned value takes its place. */
    REPLACES,
    /** It is a list, which keeps what it has and gets the planned names too. */
    JOINS
  }

  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  static StageSetting read(String name, Node node) {
    SettingName.check(node.at(), name);
    if (node.entries().containsKey("adds")) {
      return addition(name, node);
    }
    Section section = node.section("value", "scales_with", "at_least", "otherwise", "because");
    Scale scale = section.optionalScalar("scales_with").map(Scale::read).orElse(Scale.NONE);
    return new StageSetting(
        name,
        value(section.scalar("value"), scale),
        Combination.REPLACES,
        scale,
        section.optionalScalar("at_least").map(floor -> floor(floor, section, scale)),
        section.optionalScalar("otherwise").map(ScalarNode::asSettingValue),
        section.because());
  }

  private static StageSetting addition(String name, Node node) {
    if (!PreloadedLibraries.areIn(name)) {
      throw new PlanException(
          node.at(), "only the lists *_preload_libraries can be added to. Give a value instead.");
    }
    Section section = node.section("adds", "because");
    return new StageSetting(
        name,
        section.scalar("adds").asText(),
        Combination.JOINS,
        Scale.NONE,
        Optional.empty(),
        Optional.empty(),
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
