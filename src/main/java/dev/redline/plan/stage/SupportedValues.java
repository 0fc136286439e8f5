package dev.redline.plan.stage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows what a server's settings are and can be. */
public interface SupportedValues {

  /**
   * Whether {@code pg_settings.enumvals} of {@code setting} lists {@code value} on the server.
   * False for a setting that is no enum, as {@code wal_compression} before PostgreSQL 15.
   */
  boolean lists(String setting, String value);

  /** The value in force as the server stores it; empty if it has none or no such setting. */
  String current(String setting);

  /** The value in force as {@code SHOW} prints it; empty if it has none or no such setting. */
  String shown(String setting);

  /**
   * The value in force as {@code SHOW} prints it, if it is a number that somebody has raised above
   * PostgreSQL's own default and above {@code value}. -1 stands above every number where it is not
   * the default: somebody has taken a limit away.
   */
  Optional<String> raisedAbove(String setting, String value);

  /** Settings that have one value alone on the server's platform, by name, planned or not. */
  default Map<String, String> fixedByPlatform() {
    return Map.of();
  }

  /** Settings that nobody touches on the server's platform, planned or not. */
  default Set<String> untouchedOnPlatform() {
    return Set.of();
  }
}
