package dev.redline.change.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.SettingOwners;
import dev.redline.state.FileBackup;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Before a restart the server itself has to read every planned value from the edited file. */
@ExtendWith(SharedBareServer.class)
class ConfigurationChangeTest {

  private static final PlannedSetting WORK_MEM = planned("work_mem", "12MB");
  private static final PlannedSetting LISTEN = planned("max_connections", "90");

  private static BareServer server;
  private static ServerFiles files;
  private static String file;

  private FileBackup original;

  @BeforeAll
  static void start(BareServer shared) throws Exception {
    server = shared;
    files = server.target().control().orElseThrow().files();
    file = server.query("SHOW config_file").get(0);
  }

  @BeforeEach
  void keep() {
    original = FileBackup.of(file, files);
    original.keep(files);
  }

  @AfterEach
  void restore() throws Exception {
    original.restore(files);
    server.execute("ALTER SYSTEM RESET ALL");
  }

  @Test
  void valuesThatTheServerReadsFromTheEditedFilePass() throws Exception {
    ConfigurationChange change = change(original);
    change.apply();
    assertThat(accepted(change).obstacles()).isEmpty();
  }

  @Test
  void aServerThatReadsAnotherFileThanTheEditedOneIsRefused() throws Exception {
    FileBackup other = copyBeside(file + ".other");
    ConfigurationChange change = change(other);
    change.apply();
    assertThat(accepted(change).obstacles())
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.subject()).endsWith("does not read from " + file + ".other");
              assertThat(verdict.observed())
                  .isEqualTo(
                      "work_mem = '12MB': in no file that the server reads; max_connections = '90':"
                          + " the server reads '100' from %s line %d",
                      file, line("max_connections = 100"));
            });
  }

  @Test
  void aValueThatAnotherFileOverrulesIsRefused() throws Exception {
    ConfigurationChange change = change(original);
    change.apply();
    server.execute("ALTER SYSTEM SET work_mem = '5MB'");
    assertThat(accepted(change).obstacles())
        .singleElement()
        .asString()
        .contains("work_mem = '12MB': the server reads '5MB' from", "postgresql.auto.conf line");
  }

  @Test
  void aValueThatALaterLineOverrulesIsRefused() throws Exception {
    ConfigurationChange change = change(original);
    change.apply();
    String edited = new String(files.read(file), StandardCharsets.UTF_8) + "\nWork_Mem = 7MB\n";
    files.write(file, edited.getBytes(StandardCharsets.UTF_8));
    assertThat(accepted(change).obstacles())
        .singleElement()
        .asString()
        .contains("work_mem = '12MB': the server reads '7MB' from " + file);
  }

  @Test
  void aBackupThatOthersCouldReadIsForItsOwnerOnlyOnceItIsKeptAgain() throws Exception {
    Path backup = Path.of(original.backup());
    Files.setPosixFilePermissions(backup, PosixFilePermissions.fromString("rw-r--r--"));
    original.keep(files);
    assertThat(Files.getPosixFilePermissions(backup))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(original.isKept(files)).isTrue();
  }

  @Test
  void theRecordHoldsThePlannedLinesAndNothingElseOfTheFile() throws Exception {
    FileBackup other = copyBeside(file + ".secret");
    files.write(other.file(), "# hunter2: SECRET-of-theirs\n".getBytes(StandardCharsets.UTF_8));
    FileBackup withSecret = FileBackup.of(other.file(), files);
    ConfigurationChange change = change(withSecret);

    Finding recorded = change.keepOriginal().and(change.apply());

    assertThat(recorded.evidence().toString())
        .contains("work_mem")
        .doesNotContain("SECRET-of-theirs");
    files.delete(withSecret.file());
    files.delete(withSecret.backup());
  }

  private static FileBackup copyBeside(String path) {
    files.write(path, files.read(file));
    FileBackup copy = FileBackup.of(path, files);
    copy.keep(files);
    return copy;
  }

  private static int line(String start) {
    List<String> lines = new String(files.read(file), StandardCharsets.UTF_8).lines().toList();
    return 1 + lines.indexOf(lines.stream().filter(l -> l.startsWith(start)).findFirst().get());
  }

  private static ConfigurationChange change(FileBackup original) {
    return new ConfigurationChange(
        files,
        new OriginalFile.BackedUp(original),
        "test",
        List.of(WORK_MEM, LISTEN),
        Set.of(),
        SettingOwners.Place.POSTGRESQL_CONF);
  }

  private static Finding accepted(ConfigurationChange change) throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      return change.accepted(connection);
    }
  }

  private static PlannedSetting planned(String name, String value) {
    return new PlannedSetting(
        name, value, value, "as planned", PlannedSetting.Effect.SETS, Optional.empty());
  }
}
