package dev.redline.change.settings;

import dev.redline.change.PhaseContext;
import dev.redline.fleet.LocalParameters;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.SettingOwners;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings by the local configuration of one member of a fleet, which Patroni reads. */
final class MemberChange extends WrittenSettings {

  private final PhaseContext context;
  private final OriginalFile original;

  /**
   * @param original the member's file as it is before the change
   */
  MemberChange(
      PhaseContext context,
      OriginalFile original,
      List<PlannedSetting> planned,
      Set<String> ownRoles) {
    super("in the " + original.file(), planned, Optional.empty(), ownRoles);
    this.context = context;
    this.original = original;
  }

  @Override
  public Finding mayApply(Connection connection) throws SQLException {
    return Finding.of(
        List.of(
            LocalParameters.place(files(), original.file(), planned.byName()),
            planned.ownedByNobody(
                connection,
                ownRoles,
                SettingOwners.Place.INCLUDED_FILE,
                "none: what a role, ALTER SYSTEM or the command line sets would win over the "
                    + original.file()),
            PlannedValues.linesAreGood(connection)));
  }

  @Override
  public KeptChange kept() {
    return original.kept();
  }

  @Override
  public Finding keepOriginal() {
    original.keep(files());
    return originalKept();
  }

  @Override
  public Finding originalKept() {
    return original.isKept(files());
  }

  @Override
  public Finding apply() {
    byte[] edited = LocalParameters.with(original.text(files()), planned.byName());
    files().write(original.file(), edited);
    return Finding.of(
        Verdict.pass("content of the " + original.file(), "as written", "as written"),
        Evidence.of("parameters of the member", planned.shown()));
  }

  @Override
  public Finding accepted(Connection connection) throws SQLException {
    return planned.taken(
        context.connector(),
        context.plan().target().startPatience(),
        context.clock(),
        "look at Patroni's log on that host");
  }

  private ServerFiles files() {
    return context.control().files();
  }
}
