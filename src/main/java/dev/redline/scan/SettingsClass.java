package dev.redline.scan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sees the fields of pydantic's settings: each reads the variable of its name, in any case. */
final class SettingsClass {

  private static final Pattern FIELD = Pattern.compile("\\s+(database_url|postgres_dsn)\\s*:");
  private static final Pattern START = Pattern.compile("class\\s.*BaseSettings\\b.*");

  private boolean inside;

  /** The name of the field that the next line, which was shown, declares. */
  Optional<String> field(String line, int found) {
    if ((found & SignalWords.SETTINGS_CLASS) != 0 && START.matcher(line).matches()) {
      inside = true;
    } else if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
      inside = false;
    }
    return inside
        ? Optional.of(FIELD.matcher(line)).filter(Matcher::lookingAt).map(field -> field.group(1))
        : Optional.empty();
  }

  /** Whether the next line may be one of a field, or the end of them. */
  boolean wantsNext() {
    return inside;
  }
}
