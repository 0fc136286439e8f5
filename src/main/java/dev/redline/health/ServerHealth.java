package dev.redline.health;

import dev.redline.plan.HealthConfig;
import dev.redline.plan.HealthConfig.ExtensionRequirement;
import dev.redline.plan.KnownDefect;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Health;
import dev.redline.postgres.ReplacedSetting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.VectorIndex;
import dev.redline.postgres.surroundings.ServerSurroundings;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at a server without touching it. */
public final class ServerHealth {

  private final Connector connector;
  private final HealthConfig requirements;
  private final Clock clock;
  private final Set<String> mayWait;
  private final Roles roles;

  /** What the server may be in replication. */
  public enum Roles {
    /** One that takes writes. */
    PRIMARY,
    /** A standby, too: whose settings are those of a file of its own. */
    ANY
  }

  /**
   * @param mayWait names of settings that may wait for a restart, because its owner has planned one
   */
  public ServerHealth(
      Connector connector,
      HealthConfig requirements,
      Clock clock,
      Set<String> mayWait,
      Roles roles) {
    this.connector = connector;
    this.requirements = requirements;
    this.clock = clock;
    this.mayWait = Set.copyOf(mayWait);
    this.roles = roles;
  }

  /** The server answers, is recent enough and has the extensions that the plan needs. */
  public Finding health() throws SQLException {
    List<String> extensions =
        requirements.extensions().stream().map(ExtensionRequirement::name).toList();
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      SettingsSnapshot snapshot = SettingsSnapshot.take(connection, clock);
      Health health = Health.check(connection, extensions, snapshot, requirements.settings());
      return Finding.of(
          HealthCheck.judge(health, requirements, mayWait, roles),
          Evidence.of("health check", health),
          Evidence.kept(
              "settings of role and database that our sessions replace",
              "system_diagnostics/replaced_settings.json",
              ReplacedSetting.read(connection)));
    }
  }

  /** Who stands between, behind and above is on record. */
  public Finding surroundings() throws SQLException {
    ServerSurroundings around = ServerSurroundings.read(connector, clock);
    return Finding.of(
        SurroundingsCheck.seen(around),
        Evidence.kept(
            "who stands around the server", "system_diagnostics/server_surroundings.json", around));
  }

  /** No extension is of a version that the plan refuses for a defect; those it has are named. */
  public Finding knownDefects() throws SQLException {
    List<String> extensions =
        requirements.knownDefects().stream().map(KnownDefect::extension).distinct().toList();
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      SettingsSnapshot snapshot = SettingsSnapshot.take(connection, clock);
      Health health = Health.check(connection, extensions, snapshot, List.of());
      return Finding.of(
          DefectCheck.judge(health.extensions(), requirements.knownDefects()),
          Evidence.of("defects that the plan knows", requirements.knownDefects()));
    }
  }

  /** All settings are on record, those that the plan asks for among them. */
  public Finding settings() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      SettingsSnapshot snapshot = SettingsSnapshot.take(connection, clock);
      List<String> missing = new ArrayList<>(requirements.settings());
      missing.removeAll(snapshot.settings().keySet());
      return Finding.of(
          Verdict.none(
              "settings that the plan records and the server lacks",
              missing,
              "none",
              "correct the names in gates/health.yaml"),
          Evidence.kept("all settings", "system_diagnostics/pg_settings_snapshot.json", snapshot));
    }
  }

  /** Every vector index is on record, there is at least one, and none is invalid. */
  public Finding vectorIndexes() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      List<VectorIndex> indexes = VectorIndex.readAll(connection);
      return Finding.of(
          judge(indexes),
          Evidence.kept("vector indexes", "system_diagnostics/vector_indexes.json", indexes));
    }
  }

  private static Verdict judge(List<VectorIndex> indexes) {
    String subject = "vector indexes";
    String required = "at least one, all valid";
    if (indexes.isEmpty()) {
      return Verdict.inconclusive(
          subject, "none", required, "CREATE INDEX … USING hnsw on the column that is searched");
    }
    List<String> invalid =
        indexes.stream().filter(index -> !index.valid()).map(VectorIndex::name).toList();
    return invalid.isEmpty()
        ? Verdict.pass(subject, indexes.size() + " valid", required)
        : Verdict.fail(subject, "invalid: " + invalid, required, "REINDEX INDEX, or drop it");
  }
}
