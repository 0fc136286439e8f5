package dev.redline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each package may use of ours, as docs/architecture.md says. */
final class PackageTable {

  static final String ROOT = "dev.redline.";

  private static final Path DOCUMENT = Path.of("docs/architecture.md");
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([\\w ]*)\\|.*");

  private PackageTable() {}

  /** The packages that each room may use, by the room, in the order of the document. */
  static Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String line : lines()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String allowed = row.group(2).strip();
        rows.put(row.group(1), allowed.isEmpty() ? List.of() : List.of(allowed.split(" +")));
      }
    }
    return rows;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(DOCUMENT);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the table of packages", e);
    }
  }
}
