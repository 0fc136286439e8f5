package dev.redline.state;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was kept of one thing before it was changed: enough to take the change back in any later
 * run, on disk before the thing is touched.
 *
 * @param kind names who can read the rest and take the change back
 * @param subject what was changed, for a person
 * @param values by name; what they mean is up to the kind
 * @param statements SQL, in the order in which it is run; up to the kind, too
 */
public record KeptChange(
    String kind, String subject, Map<String, String> values, List<String> statements) {

  public KeptChange {
    values = Map.copyOf(values);
    statements = List.copyOf(statements);
  }

  /** The values whose names begin with a prefix, by the rest of their names. */
  public Map<String, String> behind(String prefix) {
    Map<String, String> found = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }
}
