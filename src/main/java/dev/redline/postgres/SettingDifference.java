package dev.redline.postgres;

import org.jspecify.annotations.Nullable;

/**
 * A setting that has another value than before, both as {@code SHOW} prints them, and neither if
 * they may be secrets.
 *
 * @param before null if the setting was not there
 * @param after null if the setting is gone
 */
public record SettingDifference(String name, @Nullable String before, @Nullable String after) {

  @Override
  public String toString() {
    return "%s: %s -> %s".formatted(name, before, after);
  }
}
