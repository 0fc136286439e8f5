package dev.redline.phase.rollback;

import dev.redline.change.DataProof;
import dev.redline.change.ObjectChange;
import dev.redline.change.ObjectType;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.change.RollbackReport;
import dev.redline.change.UnchangedCheck;
import dev.redline.change.WayByHand;
import dev.redline.phase.tuning.TuningStage;
import dev.redline.plan.RestartWay;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerState;
import dev.redline.state.PhaseState;
import dev.redline.target.ManualCommands;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ways back, each tried out: a change is applied and proven, taken back, and nothing is left.
 * The settings have been applied by the steps of a {@link TuningStage} before the first method.
 */
public final class RollbackScenarios {

  private static final String TRIAL = "redline_rollback_trial";
  private static final String EXTENSION = "pg_stat_statements";

  /** The view of the phase observability that uses the extension goes first, if it is there. */
  private static final String DROP =
      "DROP VIEW IF EXISTS vx_hot_vectors; DROP EXTENSION " + EXTENSION;

  private final PhaseContext context;
  private final PhaseChange change;
  private final TuningStage settings;

  public RollbackScenarios(PhaseContext context, PhaseChange change, TuningStage settings) {
    this.context = context;
    this.change = change;
    this.settings = settings;
  }

  /** The database that the scenarios create is named in the dry run, and takes nobody's place. */
  public Finding mayBeCreated() throws SQLException {
    change.besides("database %s, with an extension: created and dropped again".formatted(TRIAL));
    return Finding.of(
        List.of(
            triedNow(),
            rights(),
            Verdict.none(
                "databases called " + TRIAL,
                databasesOfThatName(),
                "none",
                "rename or drop them")));
  }

  /** What is not tried is not begun: each way back takes effect at once, or cannot be proven. */
  private Verdict triedNow() {
    boolean later =
        context
            .yours()
            .filter(yours -> yours.restart().kind() == RestartWay.Kind.LATER)
            .isPresent();
    String subject = "restarts of the server";
    String required = "made by the harness, or none at all";
    return later
        ? Verdict.inconclusive(
            subject,
            "made by you, later",
            required,
            "decline a stage instead: it proves its way back after your restart")
        : Verdict.pass(subject, "not left to a person", required);
  }

  /** Before anything is asked: the extension and its database take a superuser. */
  private Verdict rights() throws SQLException {
    String subject = "account that creates a database and an extension";
    try (Connection connection = context.connector().open(ApplicationName.CONTROL);
        Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT pg_catalog.current_setting('is_superuser')")) {
      row.next();
      return row.getString(1).equals("on")
          ? Verdict.pass(subject, "a superuser", "a superuser")
          : Verdict.inconclusive(
              subject,
              "no superuser",
              "a superuser",
              "run it as one, or decline a stage instead: it proves its own way back");
    }
  }

  private List<String> databasesOfThatName() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = context.connector().open(ApplicationName.CONTROL);
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT datname FROM pg_catalog.pg_database WHERE datname = ?")) {
      query.setString(1, TRIAL);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }

  /**
   * The one line that a person runs takes the settings back, where they were written, and restarts
   * the server; printed, run as it stands, and proven. Where the way by hand is not known, there is
   * no telling.
   */
  public Finding configurationByHand() throws SQLException {
    WayByHand way = change.byHand();
    Optional<String> line = way.line();
    if (line.isEmpty()) {
      return noWayByHand();
    }
    context.say().accept("To put the configuration back by hand: " + line.get());
    return way.proven(line.get()).and(asBefore());
  }

  /** Applied once more, the harness takes the settings back and proves it. */
  public Finding configurationByHarness() throws Exception {
    Finding again =
        settings.keep().and(settings.apply()).and(settings.takeEffect()).and(settings.inForce());
    return again.passed() ? again.and(takenBack()) : again;
  }

  /**
   * An extension is created in a database of its own, which the one line for a person removes
   * again; then the database goes, and nothing is left.
   */
  public Finding extensionByHand() {
    Optional<ManualCommands> byHand = context.target().byHand();
    if (byHand.isEmpty()) {
      return noWayByHand();
    }
    change.begin(ObjectChange.kept(ObjectType.DATABASE, TRIAL));
    ManualCommands hand = byHand.get();
    String database = change.before().settings().server().database();
    hand.run(
        hand.sql(database, List.of("CREATE DATABASE %s TEMPLATE template0".formatted(TRIAL))),
        patience());
    hand.run(hand.sql(TRIAL, List.of("CREATE EXTENSION " + EXTENSION)), patience());
    boolean created = extensionIsThere(hand);
    String line = hand.sql(TRIAL, List.of(DROP));
    context.say().accept("To remove the extension by hand: " + line.replace(TRIAL, database));
    hand.run(line, patience());
    boolean gone = !extensionIsThere(hand);
    return Finding.of(
            List.of(
                is("extension %s after CREATE".formatted(EXTENSION), created, "there", "missing"),
                is("extension %s after the line".formatted(EXTENSION), gone, "gone", "there")),
            Evidence.of("line", line))
        .and(takenBack());
  }

  private boolean extensionIsThere(ManualCommands hand) {
    String count =
        "SELECT 'found ' || count(*) FROM pg_catalog.pg_extension WHERE extname = '%s'"
            .formatted(EXTENSION);
    return hand.run(hand.sql(TRIAL, List.of(count)), patience()).contains("found 1");
  }

  private Finding takenBack() {
    RollbackReport report = change.rollBack().orElseThrow();
    context.say().accept(report.toString());
    if (report.proof().passed()) {
      change.progress().become(PhaseState.RUNNING);
    }
    return report.proof();
  }

  private Finding asBefore() throws SQLException {
    ServerState before = change.before();
    ServerState now = ServerState.read(context.connector(), context.clock());
    return Finding.of(UnchangedCheck.ofSettings(before, now, Set.of()))
        .and(Finding.of(new DataProof(context).verdicts(before, now)))
        .and(Finding.of(UnchangedCheck.ofObjects(before, now)));
  }

  private static Verdict is(String subject, boolean holds, String wanted, String other) {
    return holds
        ? Verdict.pass(subject, wanted, wanted)
        : Verdict.fail(subject, other, wanted, "run the line by hand and read what it says");
  }

  private static Finding noWayByHand() {
    return Finding.of(
        Verdict.inconclusive(
            "the line for a person",
            "none: neither docker nor podman is on this machine",
            "a line that can be tried out",
            "install a client of the container engine, or use -Dtarget=local"));
  }

  private Duration patience() {
    return context.plan().target().limits().command();
  }
}
