package dev.redline.postgres;

import java.sql.SQLException;

/** Errors of a server that are no surprise (PostgreSQL, appendix A: Error Codes). */
public enum SqlState {
  /** The account may not do that. */
  INSUFFICIENT_PRIVILEGE("42501"),
  /** A statement ran into its time limit, or somebody cancelled it. */
  QUERY_CANCELED("57014"),
  /** A lock was waited for as long as was allowed. */
  LOCK_NOT_AVAILABLE("55P03"),
  /** The server is starting or recovering. */
  CANNOT_CONNECT_NOW("57P03");

  private final String code;

  SqlState(String code) {
    this.code = code;
  }

  /** Five characters. */
  public String code() {
    return code;
  }

  /** Whether this is what the server said. */
  public boolean of(SQLException failure) {
    return code.equals(failure.getSQLState());
  }
}
