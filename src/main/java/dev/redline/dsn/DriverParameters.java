package dev.redline.dsn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a connection string says beyond host, port, database, user and passwords.
 *
 * @param values under pgjdbc's names
 * @param ignored parameters without effect, by the names they were given
 */
record DriverParameters(Map<String, String> values, List<String> ignored) {

  static DriverParameters of(Map<String, String> keywords) {
    Map<String, String> given = new HashMap<>(keywords);
    String fallback = given.remove("fallback_application_name");
    if (fallback != null) {
      given.putIfAbsent("application_name", fallback);
    }
    Map<String, String> values = new HashMap<>();
    List<String> ignored = new ArrayList<>();
    given.forEach(
        (keyword, value) -> {
          if (ParameterNames.WITHOUT_EFFECT.contains(keyword)) {
            ignored.add(keyword);
          } else {
            values.put(name(keyword), value(keyword, value));
          }
        });
    return new DriverParameters(values, ignored.stream().sorted().toList());
  }

  private static String name(String keyword) {
    if (ParameterNames.WITHOUT_COUNTERPART.contains(keyword)) {
      throw new DsnException(
          "the parameter " + keyword + " has no counterpart in the JDBC driver; remove it");
    }
    String name = ParameterNames.RENAMED.getOrDefault(keyword, keyword);
    if (!ParameterNames.TAKEN_BY_DRIVER.contains(name)) {
      throw new DsnException(
          "a parameter is known neither to libpq nor to the JDBC driver; it is not named here"
              + " because it could be the rest of a password with an unescaped character");
    }
    return name;
  }

  private static String value(String keyword, String value) {
    Map<String, String> values = ParameterNames.VALUES.getOrDefault(keyword, Map.of());
    String translated = values.isEmpty() ? value : values.get(value);
    if (translated == null) {
      throw new DsnException(
          "the parameter "
              + keyword
              + " is none of "
              + String.join(", ", new TreeSet<>(values.keySet())));
    }
    return translated;
  }
}
