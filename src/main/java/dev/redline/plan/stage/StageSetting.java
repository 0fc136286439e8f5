package dev.redline.plan.stage;

import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.SettingCatalogue;
import dev.redline.plan.value.SettingName;
import dev.redline.plan.value.SettingRisk;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Location;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A setting as a stage's file states it, for the reference machine.
 *
 * @param value a {@link MemorySize} if {@code scalesWith} is memory or {@code combination} raises
 * @param combination what becomes of the value that the server has
 * @param atLeast what scaling never goes below; empty without a floor
 * @param otherwise what to set where the server does not list {@code value} among the setting's
 *     values; empty if {@code value} holds everywhere
 * @param lowering what happens where somebody has raised the setting above {@code value}
 * @param because why, if the file says so
 */
public record StageSetting(
    String name,
    String value,
    Combination combination,
    Scale scalesWith,
    Optional<MemorySize> atLeast,
    Optional<String> otherwise,
    Lowering lowering,
    Optional<String> because) {

  /** What becomes of the value that the server has. */
  public enum Combination {
    /** The planned value takes its place. */
    REPLACES,
    /** It is a list, which keeps what it has and gets the planned names too. */
    JOINS,
    /** It is a size, to which the planned one is added. */
    RAISES
  }

  /** Whether a value that somebody has raised may be lowered. */
  public enum Lowering {
    /** The server keeps its value. */
    REFUSED,
    /** The planned value is set, by a decision of its own. */
    ALLOWED
  }

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  static StageSetting read(String name, Node node) {
    SettingName.check(node.at(), name);
    if (node.entries().containsKey("adds")) {
      return addition(name, node);
    }
    requireHarmless(name, node.at());
    return node.entries().containsKey("raises") ? raise(name, node) : replacement(name, node);
  }

  private static StageSetting replacement(String name, Node node) {
    Section section =
        node.section("value", "scales_with", "at_least", "otherwise", "lowers", "because");
    Scale scale = section.optionalScalar("scales_with").map(Scale::read).orElse(Scale.NONE);
    return new StageSetting(
        name,
        value(name, section.scalar("value"), scale),
        Combination.REPLACES,
        scale,
        section.optionalScalar("at_least").map(floor -> floor(floor, section, scale)),
        section.optionalScalar("otherwise").map(other -> taken(name, other)),
        section.optionalScalar("lowers").map(StageSetting::lowering).orElse(Lowering.REFUSED),
        section.because());
  }

  private static StageSetting addition(String name, Node node) {
    if (!PreloadedLibraries.areIn(name)) {
      throw new PlanException(
          node.at(), "only the lists *_preload_libraries can be added to. Give a value instead.");
    }
    Section section = node.section("adds", "because");
    return of(name, section.scalar("adds").asText(), Combination.JOINS, section);
  }

  private static StageSetting raise(String name, Node node) {
    Section section = node.section("raises", "because");
    ScalarNode size = section.scalar("raises");
    taken(name, size);
    return of(name, size.as(MemorySize::parse).toString(), Combination.RAISES, section);
  }

  private static StageSetting of(
      String name, String value, Combination combination, Section section) {
    return new StageSetting(
        name,
        value,
        combination,
        Scale.NONE,
        Optional.empty(),
        Optional.empty(),
        Lowering.REFUSED,
        section.because());
  }

  private static void requireHarmless(String name, Location at) {
    if (PreloadedLibraries.areIn(name)) {
      throw new PlanException(
          at,
          "a list of libraries is only added to: what is preloaded already stays. Write adds in"
              + " place of value.");
    }
    SettingRisk risk = SettingCatalogue.risk(name);
    if (risk.refused()) {
      throw new PlanException(
          at,
          "no stage sets %s: %s. Take it out, and change it by hand where it has to be."
              .formatted(name, risk.consequence()));
    }
  }

  private static Lowering lowering(ScalarNode scalar) {
    scalar.asOneOf(List.of("allowed"));
    return Lowering.ALLOWED;
  }

  private static String value(String name, ScalarNode scalar, Scale scale) {
    String text = scalar.asSettingValue();
    boolean figure = Character.isDigit(text.charAt(0)) && !NUMBER.matcher(text).matches();
    boolean size = scale == Scale.MEMORY || (figure && !isTime(text));
    String written = size ? scalar.as(MemorySize::parse).toString() : text;
    taken(name, scalar);
    return written;
  }

  /** The value as written, if the setting takes it. */
  private static String taken(String name, ScalarNode scalar) {
    String text = scalar.asSettingValue();
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw scalar.wrongType("a value on one line, without control characters,");
    }
    SettingCatalogue.find(name).ifPresent(known -> scalar.as(known::checked));
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
