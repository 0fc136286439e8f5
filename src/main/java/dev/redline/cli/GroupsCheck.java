package dev.redline.cli;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses tags that no gate carries: JUnit would run what is left of the expression. */
public final class GroupsCheck {

  private GroupsCheck() {}

  /**
   * Prints nothing where every tag is known.
   *
   * @param arguments the expression of {@code -Dgroups}
   * @throws IllegalArgumentException that names the known tags, without where in this code
   */
  public static void main(@Nullable String[] arguments) {
    String groups = arguments.length == 0 || arguments[0] == null ? "" : arguments[0];
    Set<String> known = new GateLauncher("").tags();
    if (!selection(known).matcher(groups).matches()) {
      IllegalArgumentException unknown =
          new IllegalArgumentException(
              "-Dgroups=%s names a tag that no gate carries. Known tags: %s. Combine them with | & ! and parentheses."
                  .formatted(groups, String.join(", ", known)));
      unknown.setStackTrace(new StackTraceElement[0]);
      throw unknown;
    }
  }

  /** What an expression has to match as a whole. */
  static Pattern selection(Set<String> known) {
    String tag = "(?:" + String.join("|", known) + ")";
    return Pattern.compile("[\\s(!]*%1$s(?:[\\s)]*[|&,][\\s(!]*%1$s)*[\\s)]*".formatted(tag));
  }
}
