package dev.redline.quoting;

import java.util.regex.Pattern;

/**
 * The name under which a program works on a server, as far as it is one that people know: a session
 * may call itself anything.
 */
public final class ProgramName {

  private static final Pattern KNOWN =
      Pattern.compile(
          "redline[-_a-z0-9]{0,40}|psql|pg_(dump|dumpall|restore|basebackup|receivewal|recvlogical"
              + "|amcheck|repack)|pgbench|vacuumdb|reindexdb|walreceiver|PostgreSQL JDBC Driver"
              + "|Patroni( heartbeat| restapi)?|pgbouncer|pgcat|odyssey|pgpool|pgAdmin 4|DBeaver"
              + "|pgbackrest|barman|wal-g|repmgrd?|postgres_exporter|a session|\\(unnamed\\)|\\?|");

  private ProgramName() {}

  /**
   * A session as a query has put it, the program's name first.
   *
   * @param between that name and the rest, where it stands last
   */
  public static String session(String text, String between) {
    int end = text.lastIndexOf(between);
    return end < 0 ? shown(text) : shown(text.substring(0, end)) + text.substring(end);
  }

  /** The name, or that it is not shown. */
  public static String shown(String name) {
    return KNOWN.matcher(name).matches() ? name : "(name not shown)";
  }
}
