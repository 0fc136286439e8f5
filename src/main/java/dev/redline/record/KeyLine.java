package dev.redline.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a file of gates/ that has a key.
 *
 * @param number from 1
 * @param of in parentheses, the section that the key is in; empty if it is in none
 */
record KeyLine(int number, String of) {

  /** Every line with the key, from the top. */
  static List<KeyLine> of(Path file, String key) {
    List<KeyLine> found = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith(key + ":")) {
        found.add(new KeyLine(i + 1, section(lines, i)));
      }
    }
    return found;
  }

  /** The file that plan.yaml names for the settings of a phase; empty if it names none. */
  static Optional<String> settingsOf(Path plan, String phase) {
    if (!Files.isRegularFile(plan)) {
      return Optional.empty();
    }
    Matcher settings =
        Pattern.compile(
                "tag: *\"?%s\\b\"?(?:(?!tag:).)*?settings: *\"?([^\\s,}\"]+)"
                    .formatted(Pattern.quote(phase)),
                Pattern.DOTALL)
            .matcher(String.join("\n", lines(plan)));
    return settings.find() ? Optional.of(settings.group(1)) : Optional.empty();
  }

  /** The nearest line above that is indented less. */
  private static String section(List<String> lines, int at) {
    for (int i = at - 1; i >= 0 && indent(lines.get(at)) > 0; i--) {
      String line = lines.get(i);
      if (!line.isBlank() && indent(line) < indent(lines.get(at)) && line.contains(":")) {
        return " (%s)".formatted(line.substring(0, line.indexOf(':')).strip());
      }
    }
    return "";
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
