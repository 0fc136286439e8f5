package dev.redline.postgres.role;

import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Tells by what a server demands at a login how it stores the password, where an account may not
 * look: of a role that can log in, SCRAM is demanded only if a verifier is stored, and MD5 only
 * otherwise. The login is given up there, so that no password is sent. Made by the driver.
 */
public final class DemandedLogin implements AuthenticationPlugin {

  /** The end of a login, with what was demanded. */
  private static final class GivenUpException extends PSQLException {
    private static final long serialVersionUID = 1;
    private final AuthenticationRequestType demanded;

    GivenUpException(AuthenticationRequestType demanded) {
      super("The login was given up once its form was known", PSQLState.CONNECTION_REJECTED);
      this.demanded = demanded;
    }
  }

  /**
   * How the password of a role that has logged in before is stored: {@code SCRAM-SHA-256} or {@code
   * md5}; null if the server demands neither, such as by {@code trust}.
   */
  public static @Nullable String storage(Connector role) throws SQLException {
    Endpoint endpoint =
        role.endpointWithinLimits()
            .withProperty("authenticationPluginClassName", DemandedLogin.class.getName());
    try (Connection open = DriverManager.getConnection(endpoint.jdbcUrl(), endpoint.properties())) {
      return null;
    } catch (GivenUpException e) {
      return switch (e.demanded) {
        case SASL -> "SCRAM-SHA-256";
        case MD5_PASSWORD -> "md5";
        default -> null;
      };
    }
  }

  @Override
  public char[] getPassword(AuthenticationRequestType type) throws PSQLException {
    throw new GivenUpException(type);
  }
}
