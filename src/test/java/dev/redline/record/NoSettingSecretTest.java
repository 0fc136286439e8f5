package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Secrets in a server's settings are compared by what they are, and shown nowhere. */
@ExtendWith(StageTrials.class)
class NoSettingSecretTest {

  private static final String PLANTED = "ZXQJ";
  private static final String RESTART =
      "The change takes effect, with a restart where it needs one";
  private static final String NOTHING_ELSE = "Nothing but what was planned has changed";

  private static final String CONFIGURATION =
      """

      primary_conninfo = 'host=standby user=replicator password=ZXQJ'
      archive_command = 'curl -u backup:ZXQJ -T %p https://archive/%f'
      restore_command = 'curl -u backup:ZXQJ -o %p https://archive/%f'
      ssl_passphrase_command = 'echo ZXQJ'
      app.api_key = 'ZXQJ'
      # app.client_secret = 'ZXQJ'
      cluster_name = 'password=ZXQJ'
      """;

  @Tag("long")
  @Test
  void aStageThatFailsOverSecretsThatChangedShowsNoneOfThem(StageTrial trial) throws Exception {
    Files.writeString(trial.configurationFile(), CONFIGURATION, StandardOpenOption.APPEND);
    byte[] original = trial.configuration();
    trial.execute("ALTER ROLE redline SET app.token = '%s'".formatted(PLANTED));
    trial.before(
        RESTART,
        () -> {
          execute(trial, "ALTER SYSTEM SET primary_conninfo = 'password=%s2'".formatted(PLANTED));
          execute(trial, "ALTER ROLE redline SET app.token = '%s2'".formatted(PLANTED));
        });

    AtomicReference<GateOutcomes> outcomes = new AtomicReference<>();
    AllureInMemory allure = new AllureInMemory();
    String console = Console.during(() -> outcomes.set(trial.run("StageA")));
    allure.close();

    assertThat(outcomes.get().failed()).containsOnlyKeys(NOTHING_ELSE);
    assertThat(outcomes.get().message())
        .contains("primary_conninfo: *** -> ***", "NOT PROVEN")
        .contains("setting app.token of role redline in database any: *** -> ***");
    assertThat(console).contains("Stage A would set").doesNotContain(PLANTED);
    assertThat(stackTraces(outcomes.get())).doesNotContain(PLANTED);
    assertThat(filesWithSecrets(trial))
        .as("only what the server is put back from holds them")
        .isNotEmpty()
        .allSatisfy(NoSettingSecretTest::isForItsOwnerOnly)
        .allMatch(file -> trial.home().relativize(file).startsWith("keep"));
    assertThat(allure.everything())
        .contains("primary_conninfo: *** -> ***")
        .doesNotContain(PLANTED)
        .as("of the file only the planned lines are in the record")
        .doesNotContain("# app.client_secret");

    Path backup = Path.of(trial.configurationFile() + ".bak");
    isForItsOwnerOnly(backup);
    assertThat(backup).hasBinaryContent(original);
  }

  private static void execute(StageTrial trial, String sql) throws Exception {
    try (Connection connection = trial.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Files of the run, those of the server itself aside. */
  private static List<Path> filesWithSecrets(StageTrial trial) throws IOException {
    Path cluster = trial.data().resolveSibling("");
    try (Stream<Path> files = Files.walk(trial.home())) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.startsWith(cluster))
          .filter(NoSettingSecretTest::holdsSecret)
          .toList();
    }
  }

  private static boolean holdsSecret(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PLANTED);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void isForItsOwnerOnly(Path file) throws IOException {
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  private static String stackTraces(GateOutcomes outcomes) {
    StringWriter text = new StringWriter();
    outcomes.failed().values().forEach(thrown -> thrown.printStackTrace(new PrintWriter(text)));
    return text.toString();
  }
}
