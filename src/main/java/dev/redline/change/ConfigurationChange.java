package dev.redline.change;

import dev.redline.dsn.SettingSecrets;
import dev.redline.files.Sha256;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.ConfigurationText;
import dev.redline.postgres.FileSetting;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingOwners;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.FileBackup;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Settings in a block at the end of postgresql.conf, with the former file beside it. */
final class ConfigurationChange implements Change {

  private static final String NO_WAY_BACK = "look at the disk that holds it, and who writes there";

  private final ServerFiles files;
  private final FileBackup original;
  private final String purpose;
  private final List<PlannedSetting> planned;
  private final Set<String> ownRoles;

  /**
   * @param original postgresql.conf as it is before the change
   * @param purpose one line, written into the block
   * @param ownRoles roles that have settings of their own because the plan says so
   */
  ConfigurationChange(
      ServerFiles files,
      FileBackup original,
      String purpose,
      List<PlannedSetting> planned,
      Set<String> ownRoles) {
    this.files = files;
    this.original = original;
    this.purpose = purpose;
    this.planned = List.copyOf(planned);
    this.ownRoles = Set.copyOf(ownRoles);
  }

  @Override
  public String description() {
    return "%d settings in %s".formatted(planned.size(), original.file());
  }

  @Override
  public TakesEffect takesEffect() {
    return TakesEffect.ON_RESTART;
  }

  @Override
  public Finding mayApply(Connection connection) throws SQLException {
    return Finding.of(
        List.of(
            Verdict.none(
                "other owners of planned settings",
                SettingOwners.find(connection, names(), ownRoles),
                "none: what stands elsewhere would win over "
                    + original.file()
                    + ", or be overruled by it",
                "release the setting as shown, or take it out of the stage"),
            Verdict.none(
                "lines of the configuration files that the server does not take",
                FileSetting.readAll(connection).stream().filter(line -> !line.accepted()).toList(),
                "none before the change",
                "mend the lines, reload, and run again")));
  }

  @Override
  public KeptChange kept() {
    return original.kept();
  }

  @Override
  public Finding keepOriginal() {
    original.keep(files);
    return originalKept();
  }

  @Override
  public Finding originalKept() {
    String subject = "SHA-256 of " + original.backup();
    if (!files.exists(original.backup())) {
      return Finding.of(Verdict.fail(subject, "no file", original.sha256(), NO_WAY_BACK));
    }
    byte[] kept = files.read(original.backup());
    String observed = Sha256.of(kept);
    return Finding.of(
        observed.equals(original.sha256())
            ? Verdict.pass(subject, observed, original.sha256())
            : Verdict.fail(subject, observed, original.sha256(), NO_WAY_BACK),
        Evidence.of(
            "postgresql.conf before", "SHA-256 %s, %d bytes".formatted(observed, kept.length)));
  }

  @Override
  public Finding apply() {
    Map<String, String> values = new LinkedHashMap<>();
    planned.forEach(setting -> values.put(setting.name(), setting.value()));
    byte[] edited = ConfigurationText.withBlock(files.read(original.backup()), purpose, values);
    files.write(original.file(), edited);
    boolean written = Arrays.equals(edited, files.read(original.file()));
    String subject = "content of " + original.file();
    return Finding.of(
        written
            ? Verdict.pass(subject, "as written", "as written")
            : Verdict.fail(subject, "other than written", "as written", "look at who edits it"),
        Evidence.of("lines added to postgresql.conf", added()));
  }

  @Override
  public Finding accepted(Connection connection) throws SQLException {
    List<FileSetting> lines = FileSetting.readAll(connection);
    List<String> rejected = new ArrayList<>();
    for (FileSetting line : lines) {
      if (!line.accepted()) {
        rejected.add(line.toString());
      }
    }
    return Finding.of(
        List.of(
            Verdict.none(
                "lines that the server would not take (pg_file_settings)",
                rejected,
                "none",
                "correct the values in gates/stages"),
            Verdict.none(
                "planned values that the server does not read from " + original.file(),
                unread(lines),
                "none",
                "compare that file with SHOW config_file, and find out who edits it")),
        Evidence.of("pg_file_settings", lines));
  }

  /** The last line that sets a name is the one that the server takes, whichever file it is in. */
  private List<String> unread(List<FileSetting> lines) {
    Map<String, FileSetting> last = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (FileSetting line : lines) {
      if (line.name() != null) {
        last.put(line.name(), line);
      }
    }
    return planned.stream()
        .filter(setting -> !isRead(setting, last.get(setting.name())))
        .map(setting -> unread(setting, last.get(setting.name())))
        .toList();
  }

  private boolean isRead(PlannedSetting setting, @Nullable FileSetting line) {
    return line != null
        && original.file().equals(line.file())
        && setting.value().equals(line.value());
  }

  private static String unread(PlannedSetting setting, @Nullable FileSetting line) {
    return "%s = '%s': %s"
        .formatted(
            setting.name(),
            SettingSecrets.shown(setting.name(), setting.value()),
            line == null
                ? "in no file that the server reads"
                : "the server reads '%s' from %s line %d"
                    .formatted(line.shown(), line.file(), line.line()));
  }

  @Override
  public Finding inForce(SettingsSnapshot after) {
    return Finding.of(planned.stream().map(setting -> inForce(setting, after)).toList());
  }

  private Verdict inForce(PlannedSetting plannedSetting, SettingsSnapshot after) {
    Setting setting = after.settings().get(plannedSetting.name());
    String subject = plannedSetting.name() + " in force";
    if (setting == null) {
      return Verdict.fail(
          subject,
          "not known to the server",
          plannedSetting.value(),
          "look whether the library that defines it is preloaded");
    }
    String observed =
        "%s from %s%s"
            .formatted(
                setting.shown(),
                setting.sourceFile() == null ? setting.source() : setting.sourceFile(),
                setting.pendingRestart() ? ", waiting for a restart" : "");
    String required = "%s from %s".formatted(plannedSetting.value(), original.file());
    boolean holds =
        setting.holds(plannedSetting.value())
            && original.file().equals(setting.sourceFile())
            && !setting.pendingRestart();
    return (holds
            ? Verdict.pass(subject, observed, required)
            : Verdict.fail(subject, observed, required, "find out who else sets it"))
        .because(plannedSetting.because());
  }

  private List<String> names() {
    return planned.stream().map(PlannedSetting::name).toList();
  }

  /** What else stands in the file may hold secrets, and is in no record. */
  private List<String> added() {
    return planned.stream()
        .map(
            each ->
                "%s = '%s'".formatted(each.name(), SettingSecrets.shown(each.name(), each.value())))
        .toList();
  }
}
