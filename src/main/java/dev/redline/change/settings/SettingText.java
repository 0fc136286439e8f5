package dev.redline.change.settings;

import dev.redline.plan.stage.PreloadedLibraries;
import dev.redline.quoting.SqlText;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of settings as ALTER SYSTEM takes them, and as a configuration file holds them. */
final class SettingText {

  private SettingText() {}

  /**
   * What stands right of the equals sign in ALTER SYSTEM SET. Of a list each item is quoted by
   * itself: a quoted list would be one item.
   */
  static String literal(String name, String value) {
    return PreloadedLibraries.areIn(name) && !value.isBlank()
        ? PreloadedLibraries.parse(value).names().stream()
            .map(SqlText::literal)
            .map(String::strip)
            .collect(Collectors.joining(", "))
        : SqlText.literal(value).strip();
  }

  /** Whether a line of a file says the same. */
  static boolean equal(String name, String value, @Nullable String line) {
    return line != null
        && (value.equals(line)
            || (PreloadedLibraries.areIn(name)
                && PreloadedLibraries.parse(value).equals(PreloadedLibraries.parse(line))));
  }
}
