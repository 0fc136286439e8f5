package dev.redline.plan;

/** Knows what a server's settings are and can be. */
public interface SupportedValues {

  /**
   * Whether {@code pg_settings.enumvals} of {@code setting} lists {@code value} on the server.
   * False for a setting that is no enum, as {@code wal_compression} before PostgreSQL 15.
   */
  boolean lists(String setting, String value);

  /** The value in force as the server stores it; empty if it has none or no such setting. */
  String current(String setting);
}
