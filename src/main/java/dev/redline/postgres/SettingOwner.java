package dev.redline.postgres;

import dev.redline.dsn.SettingSecrets;

/**
 * Somebody else's claim on a setting: what it says would win over postgresql.conf, or over a block
 * at its end.
 *
 * @param owner what holds the setting, such as {@code postgresql.auto.conf (ALTER SYSTEM)}
 * @param value what the owner sets it to, unless it may be a secret
 * @param release the command or edit by which a person takes the claim back
 */
public record SettingOwner(String setting, String owner, String value, String release) {

  public SettingOwner {
    value = String.valueOf(SettingSecrets.shown(setting, value));
  }

  @Override
  public String toString() {
    return "%s is set to %s by %s; to release it: %s".formatted(setting, value, owner, release);
  }
}
