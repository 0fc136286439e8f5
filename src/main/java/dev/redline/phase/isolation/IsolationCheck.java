package dev.redline.phase.isolation;

import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.plan.isolation.IsolationConfig;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SqlState;
import dev.redline.postgres.role.LimitProbe;
import dev.redline.postgres.role.LimitProbe.Outcome;
import dev.redline.postgres.role.RoleSession;
import dev.redline.quoting.ProgramName;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds roles against the plan. */
final class IsolationCheck {

  private IsolationCheck() {}

  /** The session is the role's. */
  static Verdict account(String role, RoleSession session) {
    return judged(
        session.user().equals(role),
        "account of the session",
        session.user(),
        role,
        "look at pg_hba.conf and pg_ident.conf");
  }

  /** Every limit has its value, and has it from the role. */
  static List<Verdict> limits(IsolatedRole role, RoleSession session) {
    return role.settings().entrySet().stream()
        .map(limit -> setting(role, session, limit.getKey(), limit.getValue()))
        .toList();
  }

  private static Verdict setting(
      IsolatedRole role, RoleSession session, String name, String value) {
    String subject = "%s in a session of %s".formatted(name, role.name());
    String required = value + " from source user";
    String next = "SELECT * FROM pg_catalog.pg_db_role_setting: find out who sets it";
    return session.settings().stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst()
        .map(
            found ->
                judged(
                    found.holds(value) && found.source().equals("user"),
                    subject,
                    shown(found),
                    required,
                    next))
        .orElseGet(() -> Verdict.inconclusive(subject, "not shown", required, next));
  }

  private static String shown(Setting setting) {
    return "%s from source %s".formatted(setting.shown(), setting.source());
  }

  /** A limit that was reached ended the statement, and its role could not lift it. */
  static List<Verdict> limits(LimitProbe probe) {
    String next = "report this as a defect: the server took a limit and does not keep it";
    return List.of(
        bite("temp_file_limit of 1MB", probe.tempFileLimit(), "53400", next),
        bite(
            "attempt of the role to lift temp_file_limit",
            probe.liftingIt(),
            SqlState.INSUFFICIENT_PRIVILEGE.code(),
            next),
        bite(
            "statement_timeout of 1s",
            probe.statementTimeout(),
            SqlState.QUERY_CANCELED.code(),
            next));
  }

  /** A statement that failed for another reason says nothing about the limit, and names it. */
  private static Verdict bite(String subject, Outcome outcome, String sqlState, String next) {
    String observed = "%s: %s".formatted(outcome.sqlState(), outcome.message());
    String required = "SQLSTATE " + sqlState;
    return outcome.succeeded() || outcome.sqlState().equals(sqlState)
        ? judged(!outcome.succeeded(), subject, observed, required, next)
        : Verdict.inconclusive(
            subject, observed, required, "mend what the server names, and run it again");
  }

  /** Sessions of each role carry its name, and no session of the other does. */
  static List<Verdict> applications(
      IsolationConfig config, Map<String, List<String>> applications) {
    List<Verdict> verdicts = new ArrayList<>();
    for (IsolatedRole role : config.roles()) {
      String subject = "application_name of the sessions of " + role.name();
      List<String> names = applications.getOrDefault(role.name(), List.of());
      String next = "give each client an application_name (ApplicationName, or PGAPPNAME)";
      verdicts.add(
          names.isEmpty()
              ? Verdict.inconclusive(subject, "no session", role.applicationName(), next)
              : judged(
                  names.stream().allMatch(role.applicationName()::equals),
                  subject,
                  names.stream().map(ProgramName::shown).toList().toString(),
                  "only " + role.applicationName(),
                  next));
    }
    return verdicts;
  }

  /** The server stores a SCRAM verifier. */
  static Verdict storage(IsolatedRole role, @Nullable String storage) {
    String subject = "what the server stores of the password of " + role.name();
    String required = "a SCRAM-SHA-256 verifier";
    return storage == null
        ? Verdict.inconclusive(
            subject, "hidden from this account, and logins show it neither",
            required, "run it as a superuser, or let pg_hba.conf demand scram-sha-256")
        : judged(
            storage.equals("SCRAM-SHA-256"),
            subject,
            storage,
            required,
            "set password_encryption = 'scram-sha-256' and the password again");
  }

  private static Verdict judged(
      boolean holds, String subject, String observed, String required, String next) {
    return holds
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(subject, observed, required, next);
  }
}
