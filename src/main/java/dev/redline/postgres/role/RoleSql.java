package dev.redline.postgres.role;

import dev.redline.dsn.Secret;
import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.quoting.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PasswordUtil;

/** The statements that make, mend, restore and drop a role. */
final class RoleSql {

  private static final String COMMENT = "made by Redline, as gates/isolation.yaml says";

  private RoleSql() {}

  static List<String> create(IsolatedRole role, Secret password) {
    String name = SqlText.name(role.name());
    return List.of(
        "CREATE ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT %d PASSWORD %s"
            .formatted(name, role.connections(), SqlText.literal(verifier(role.name(), password))),
        "COMMENT ON ROLE %s IS %s".formatted(name, SqlText.literal(COMMENT)),
        "DO $member$ BEGIN %s END $member$".formatted(join(role.name())));
  }

  /**
   * Makes who runs it, unless a superuser, a member of the role: an account that only has
   * CREATEROLE could neither see its sessions, nor end them, nor take over what it owns. Who has
   * created a role may grant it, on PostgreSQL 16 and later by its ADMIN option.
   */
  private static String join(String role) {
    return """
           IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER) \
           AND NOT pg_catalog.pg_has_role(CURRENT_USER, %s, 'USAGE') THEN \
           GRANT %s TO CURRENT_USER; \
           END IF;"""
        .formatted(SqlText.literal(role), SqlText.name(role));
  }

  /** What is left to set, given the role as it stands, or as {@link #create} leaves it. */
  static List<String> changes(IsolatedRole role, @Nullable RoleState now) {
    List<String> changes = new ArrayList<>();
    String alter = "ALTER ROLE " + SqlText.name(role.name());
    if (now != null && now.connectionLimit() != role.connections()) {
      changes.add("%s CONNECTION LIMIT %d".formatted(alter, role.connections()));
    }
    Map<String, String> settings = now == null ? Map.of() : now.settings();
    role.settings()
        .forEach(
            (name, value) -> {
              if (!value.equals(settings.get(name))) {
                changes.add(set(alter, name, value));
              }
            });
    return changes;
  }

  /** Puts connection limit and planned settings back to what they were. */
  static List<String> restore(IsolatedRole role, RoleState before) {
    List<String> statements = new ArrayList<>();
    String alter = "ALTER ROLE " + SqlText.name(role.name());
    if (before.connectionLimit() != role.connections()) {
      statements.add("%s CONNECTION LIMIT %d".formatted(alter, before.connectionLimit()));
    }
    role.settings()
        .forEach(
            (name, planned) -> {
              String was = before.settings().get(name);
              if (was == null) {
                statements.add("%s RESET %s".formatted(alter, name));
              } else if (!was.equals(planned)) {
                statements.add(set(alter, name, was));
              }
            });
    return statements;
  }

  /**
   * Ends the role's sessions, keeps what it owns for whoever runs this, and drops it, all or
   * nothing; leaves a role alone that somebody else has made.
   */
  static List<String> drop(String role) {
    return List.of(
        """
        DO $undo$ BEGIN \
        IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = %2$s \
        AND pg_catalog.shobj_description(oid, 'pg_authid') = %3$s) THEN %4$s \
        PERFORM pg_catalog.pg_terminate_backend(pid, 5000) \
        FROM pg_catalog.pg_stat_activity WHERE usename = %2$s; \
        REASSIGN OWNED BY %1$s TO CURRENT_USER; DROP OWNED BY %1$s; DROP ROLE %1$s; \
        END IF; END $undo$"""
            .formatted(
                SqlText.name(role), SqlText.literal(role), SqlText.literal(COMMENT), join(role)));
  }

  private static String set(String alter, String setting, String value) {
    return "%s SET %s = %s".formatted(alter, setting, SqlText.literal(value));
  }

  private static String verifier(String role, Secret password) {
    try {
      return PasswordUtil.encodePassword(role, password.reveal().toCharArray(), "scram-sha-256");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("The driver could not derive a SCRAM verifier", e);
    }
  }
}
