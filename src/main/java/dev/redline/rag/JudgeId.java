package dev.redline.rag;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a judge exactly enough to know whether two evaluations may be compared.
 *
 * @param version changes whenever a label may change
 * @param model the model that judges, null if there is none
 */
public record JudgeId(String name, String version, @Nullable String model) {

  /** Gave the labels of a file that does not say who gave them. */
  public static final JudgeId UNKNOWN = new JudgeId("labels", "as-given", null);

  private static final String MIXED = "mixed";
  private static final Pattern TEXT = Pattern.compile("([^@\\s]+)@([^\\s]+)");

  /**
   * The judge that a person names, as {@link #toString} shows it.
   *
   * @throws IllegalArgumentException if it lacks name or version
   */
  public static JudgeId named(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" names no judge: it must be <name>@<version>, such as people@2026-05"
              .formatted(text));
    }
    return new JudgeId(parts.group(1), parts.group(2), null);
  }

  /** The judge of labels of which this one gave some and {@code other} the rest. */
  public JudgeId and(JudgeId other) {
    return equals(other) ? this : new JudgeId(MIXED, this + " and " + other, other.model);
  }

  /**
   * Why labels under this id may not be compared with any, not even with others under the same id;
   * empty if they may.
   */
  public Optional<String> incomparable() {
    if (equals(UNKNOWN)) {
      return Optional.of("nobody says who gave the labels");
    }
    return name.equals(MIXED)
        ? Optional.of("several judges gave the labels, in unknown shares")
        : Optional.empty();
  }

  /** As in {@code offline@1-0a1b2c3d4e5f}. */
  @Override
  public String toString() {
    return name + "@" + version;
  }
}
