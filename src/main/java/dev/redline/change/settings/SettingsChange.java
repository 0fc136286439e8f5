package dev.redline.change.settings;

import dev.redline.change.Change;
import dev.redline.change.PhaseContext;
import dev.redline.plan.ApplyWay;
import dev.redline.plan.Yours;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.SettingOwners.Place;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.FileBackup;
import dev.redline.state.KeptChange;
import dev.redline.state.RunState.PendingChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the change that writes the settings of a stage where gates/target.yaml says. A change that
 * an earlier run has begun goes on with what it has kept.
 */
record SettingsChange(
    PhaseContext context, Optional<PendingChange> pending, SettingsSnapshot now, String stage) {

  Change of(List<PlannedSetting> settings) throws SQLException {
    Optional<Yours> yours = context.yours();
    ApplyWay.By by = yours.map(each -> each.apply().by()).orElse(ApplyWay.By.POSTGRESQL_CONF);
    return switch (by) {
      case POSTGRESQL_CONF -> inFile(now.configFile(), Place.POSTGRESQL_CONF, settings);
      case INCLUDED_FILE ->
          inFile(yours.orElseThrow().apply().file().orElseThrow(), Place.INCLUDED_FILE, settings);
      case ALTER_SYSTEM ->
          new AlterSystemChange(context.connector(), alterSystem(settings), settings, ownRoles());
      case COMMAND -> byCommand(yours.orElseThrow(), settings);
      case LOCAL_CONFIGURATION ->
          new MemberChange(
              context, original(context.member().orElseThrow().file()), settings, ownRoles());
    };
  }

  private Change inFile(String file, Place place, List<PlannedSetting> settings) {
    return new ConfigurationChange(
        context.control().files(),
        original(file),
        "stage %s of plan %s".formatted(stage, context.plan().id()),
        settings,
        ownRoles(),
        place);
  }

  private OriginalFile original(String file) {
    ServerFiles files = context.control().files();
    if (kept(NewFileKind.KIND).filter(each -> each.subject().equals(file)).isPresent()) {
      return new OriginalFile.Absent(file);
    }
    Optional<FileBackup> earlier =
        kept(FileBackup.KIND).map(FileBackup::of).filter(each -> each.file().equals(file));
    boolean isThere = earlier.isPresent() || files.exists(file);
    return isThere || file.equals(now.configFile())
        ? new OriginalFile.BackedUp(earlier.orElseGet(() -> FileBackup.of(file, files)))
        : new OriginalFile.Absent(file);
  }

  private KeptChange alterSystem(List<PlannedSetting> settings) throws SQLException {
    Optional<KeptChange> earlier = kept(AlterSystemKind.KIND);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    String file = now.setting("data_directory").setting() + "/postgresql.auto.conf";
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      return AlterSystemKind.keep(connection, file, names(settings));
    }
  }

  private Change byCommand(Yours yours, List<PlannedSetting> settings) {
    CommandKind.Run run = CommandKind.Run.of(yours, context.plan().target().limits());
    return new CommandChange(
        context.connector(),
        run,
        kept(CommandKind.KIND).orElseGet(() -> CommandKind.keep(run, now, names(settings))),
        settings,
        ownRoles(),
        context.plan().target().startPatience(),
        context.clock());
  }

  private Optional<KeptChange> kept(String kind) {
    return pending.stream().flatMap(change -> change.ofKind(kind).stream()).findFirst();
  }

  private Set<String> ownRoles() {
    return context.plan().isolation().roleNames();
  }

  private static List<String> names(List<PlannedSetting> settings) {
    return settings.stream().map(PlannedSetting::name).toList();
  }
}
