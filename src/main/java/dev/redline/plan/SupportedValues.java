package dev.redline.plan;

/** Knows which values a server's settings of type enum take. */
@FunctionalInterface
public interface SupportedValues {

  /**
   * Whether {@code pg_settings.enumvals} of {@code setting} lists {@code value} on the server.
   * False for a setting that is no enum, as {@code wal_compression} before PostgreSQL 15.
   */
  boolean lists(String setting, String value);
}
