package dev.redline.change.settings;

import dev.redline.change.Change;
import dev.redline.change.TakesEffect;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.verdict.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings of a stage, wherever they are written. */
abstract class WrittenSettings implements Change {

  private final String where;
  final PlannedValues planned;
  final Set<String> ownRoles;

  /**
   * Writes nothing yet.
   *
   * @param where such as {@code by ALTER SYSTEM}, for a person
   * @param file where the server has to read them; empty if any place will do
   * @param ownRoles roles that have settings of their own because the plan says so
   */
  WrittenSettings(
      String where, List<PlannedSetting> planned, Optional<String> file, Set<String> ownRoles) {
    this.where = where;
    this.planned = new PlannedValues(List.copyOf(planned), file);
    this.ownRoles = Set.copyOf(ownRoles);
  }

  @Override
  public final String description() {
    return "%d settings %s".formatted(planned.settings().size(), where);
  }

  /** At the latest; some of them may take effect on reload. */
  @Override
  public final TakesEffect takesEffect() {
    return TakesEffect.ON_RESTART;
  }

  @Override
  public Finding accepted(Connection connection) throws SQLException {
    return planned.accepted(connection);
  }

  @Override
  public final Finding inForce(SettingsSnapshot after) {
    return planned.inForce(after);
  }
}
