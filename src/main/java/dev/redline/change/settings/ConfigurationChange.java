package dev.redline.change.settings;

import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.ConfigurationText;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.SettingOwners;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Settings in a block at the end of a configuration file: of postgresql.conf, with the former file
 * beside it, or of a file of ours that postgresql.conf includes.
 */
final class ConfigurationChange extends WrittenSettings {

  private final ServerFiles files;
  private final OriginalFile original;
  private final String purpose;
  private final SettingOwners.Place place;

  /**
   * @param original the file as it is before the change
   * @param purpose one line, written into the block
   * @param place which file it is, among those that the server reads
   */
  ConfigurationChange(
      ServerFiles files,
      OriginalFile original,
      String purpose,
      List<PlannedSetting> planned,
      Set<String> ownRoles,
      SettingOwners.Place place) {
    super("in " + original.file(), planned, Optional.of(original.file()), ownRoles);
    this.files = files;
    this.original = original;
    this.purpose = purpose;
    this.place = place;
  }

  @Override
  public Finding mayApply(Connection connection) throws SQLException {
    return Finding.of(
        List.of(
            planned.ownedByNobody(
                connection,
                ownRoles,
                place,
                "none: what stands elsewhere would win over "
                    + original.file()
                    + ", or be overruled by it"),
            PlannedValues.linesAreGood(connection),
            Verdict.none(
                "what stands in the way of writing " + original.file(),
                files.obstacleTo(original.file()).stream().toList(),
                "nothing",
                "make room or give the right, or name another way: yours.apply in"
                    + " gates/target.yaml")));
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
    return original.isKept(files);
  }

  @Override
  public Finding apply() {
    byte[] edited = ConfigurationText.withBlock(original.text(files), purpose, planned.byName());
    files.write(original.file(), edited);
    boolean written = Arrays.equals(edited, files.read(original.file()));
    String subject = "content of " + original.file();
    return Finding.of(
        written
            ? Verdict.pass(subject, "as written", "as written")
            : Verdict.fail(subject, "other than written", "as written", "look at who edits it"),
        Evidence.of("lines added to postgresql.conf", planned.shown()));
  }
}
