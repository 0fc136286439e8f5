package dev.redline.plan.stage;

import dev.redline.quoting.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code shared_preload_libraries} and its like: names in their order, each once, as
 * {@code auto_explain, "My library"}.
 *
 * @param names without quotes
 */
public record PreloadedLibraries(Set<String> names) {

  /** What the settings are called whose values are such lists. */
  private static final String SUFFIX = "_preload_libraries";

  private static final Pattern ITEM = Pattern.compile("\"((?:[^\"]|\"\")*)\"|[^,\\s\"][^,\"]*");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$/.:-]+");

  public PreloadedLibraries {
    names = new LinkedHashSet<>(names);
  }

  /** Whether the value of {@code setting} is such a list. */
  public static boolean areIn(String setting) {
    return setting.endsWith(SUFFIX);
  }

  /** Reads a value as the server stores it, possibly empty. */
  public static PreloadedLibraries parse(String value) {
    List<String> names = new ArrayList<>();
    Matcher items = ITEM.matcher(value);
    while (items.find()) {
      String quoted = items.group(1);
      names.add(quoted == null ? items.group().strip() : quoted.replace("\"\"", "\""));
    }
    return new PreloadedLibraries(new LinkedHashSet<>(names));
  }

  /** The same list with those of {@code other} after it that it lacks. */
  PreloadedLibraries and(PreloadedLibraries other) {
    Set<String> both = new LinkedHashSet<>(names);
    both.addAll(other.names);
    return new PreloadedLibraries(both);
  }

  /** Whether the library that owns settings named {@code class.*} is among them. */
  boolean define(String setting) {
    int dot = setting.indexOf('.');
    return dot > 0
        && names.stream()
            .map(name -> name.substring(name.lastIndexOf('/') + 1))
            .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(setting.substring(0, dot)));
  }

  /** As PostgreSQL's configuration takes it. */
  @Override
  public String toString() {
    return String.join(", ", names.stream().map(PreloadedLibraries::quoted).toList());
  }

  private static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : SqlText.name(name);
  }
}
