package dev.redline.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which settings are shown by name only, in every form in which a text may hold one. */
class SettingSecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "primary_conninfo",
        "archive_command",
        "restore_command",
        "archive_cleanup_command",
        "recovery_end_command",
        "ssl_passphrase_command",
        "app.api_key",
        "app.apikey",
        "app.PASSWORD",
        "app.token",
        "app.client_secret",
        "app.credentials"
      })
  void namesOfSecretsAreKnown(String name) {
    assertThat(SettingSecrets.mayHold(name)).isTrue();
    assertThat(SettingSecrets.shown(name, "ZXQJ")).isEqualTo("***");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.remark", "app.webhook", "App.Note", "my_app.x.y"})
  void aSettingThatNobodyKnowsIsNotShown(String name) {
    assertThat(SettingSecrets.shown(name, "ask for ZXQJ")).isEqualTo("***");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hnsw.ef_search", "pg_stat_statements.track", "a.yaml", "1.5", "s.id x"})
  void aSettingOfAKnownExtensionIsShownAndWhatIsNoSetting(String name) {
    assertThat(SettingSecrets.shown(name, "40")).isEqualTo("40");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shared_buffers",
        "work_mem",
        "password_encryption",
        "ssl_key_file",
        "ssl_passphrase_command_supports_reload",
        "max_index_keys",
        "tcp_keepalives_idle",
        "search_path",
        "key"
      })
  void otherSettingsAreShown(String name) {
    assertThat(SettingSecrets.shown(name, "128MB")).isEqualTo("128MB");
    assertThat(SettingSecrets.text(name + " = 128MB")).isEqualTo(name + " = 128MB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No credential stands in the tree",
        "[engine:junit-jupiter]/[class:dev.redline.gates.IsolationGates]/[method:credentials(a.B)]"
      })
  void aGateThatSpeaksOfCredentialsIsNoSetting(String name) {
    assertThat(SettingSecrets.shownIfSetting(name, "passed")).isEqualTo("passed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster_name",
        "application_name",
        "event_source",
        "log_line_prefix",
        "external_pid_file",
        "recovery_target_name",
        "a_setting_of_postgresql_25",
        "pg_stat_statements.remark",
        "cron.host",
        "myapp.key"
      })
  void aTextThatMayBeAnythingIsNotShown(String name) {
    assertThat(SettingSecrets.shown(name, "plum")).isEqualTo("***");
  }

  @ParameterizedTest
  @CsvSource({
    "wal_level, replica",
    "TimeZone, Europe/Berlin",
    "search_path, app",
    "shared_preload_libraries, pg_stat_statements",
    "hnsw.iterative_scan, relaxed_order",
    "pg_stat_statements.track, all",
    "cron.max_running_jobs, 5",
    "a_setting_of_postgresql_25, 12.5MB",
    "a_setting_of_postgresql_25, off"
  })
  void wordsOfListsNumbersAndSwitchesAreShown(String name, String value) {
    assertThat(SettingSecrets.shown(name, value)).isEqualTo(value);
  }

  @Test
  void aComponentOfOurOwnRecordsIsNoSetting() {
    assertThat(SettingSecrets.shownIfSetting("phase", "stageA")).isEqualTo("stageA");
    assertThat(SettingSecrets.shownIfSetting("cluster_name", "plum")).isEqualTo("***");
    assertThat(SettingSecrets.shownIfSetting("myapp.key", "plum")).isEqualTo("***");
  }

  @Test
  void whatIsEmptyOrSwitchedOffIsNoSecret() {
    assertThat(SettingSecrets.shown("archive_command", "(disabled)")).isEqualTo("(disabled)");
    assertThat(SettingSecrets.shown("primary_conninfo", "")).isEmpty();
    assertThat(SettingSecrets.shown("primary_conninfo", null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.api_key = 'ZXQJ'",
        "app.api_key='ZX''QJ ZXQJ' # ours",
        "app.api_key 'ZXQJ'",
        "app.api_key ZXQJ",
        "app.api_key = ZXQJ",
        "#app.api_key = 'ZXQJ'",
        "archive_command = 'curl -H \"X: ZXQJ\" \\'ZXQJ\\' -T %p https://a/%f'",
        "archive_command = 'never closed ZXQJ",
        "primary_conninfo = 'user=''b'' password=ZXQJ'",
        "cluster_name = 'host=a password=ZXQJ user=b'",
        "cluster_name = 'host=a password=''ZXQJ'' user=b'",
        "a = 1, app.token=ZXQJ, b = 2",
        "ALTER ROLE app SET app.token TO 'ZXQJ'",
        "ALTER ROLE app PASSWORD 'ZXQJ'",
        "{\"app.token\": \"ZXQJ\"}",
        "LOG:  parameter \"primary_conninfo\" changed to \"password=ZXQJ host=a\"",
        "invalid value for parameter \"app.token\": \"ZXQJ\"",
        "see postgresql://app:ZXQJ@db/rag and https://u:ZXQJ@host/path"
      })
  void noFormOfASecretIsShown(String line) {
    assertThat(SettingSecrets.text("before\n" + line + "\nafter"))
        .contains("before\n", "***", "\nafter")
        .doesNotContain("ZXQJ", "ZX''QJ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "app.api_key = 'ZXQJ' # ours|app.api_key = '***' # ours",
        "a = 1, app.token=ZXQJ, b = 2|a = 1, app.token=***, b = 2",
        "x postgresql://app:ZXQJ@db/rag y|x postgresql://app:***@db/rag y"
      })
  void whatStandsAroundASecretIsKept(String line, String shown) {
    assertThat(SettingSecrets.text(line)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FROM t WHERE api_key = $1",
        "archive_command = '' # command to use to archive a WAL file",
        "password of ltst_app: observed md5, required a SCRAM-SHA-256 verifier",
        "passwords: observed one a role, mode 0600, required one a role",
        "add the line *:*:*:ltst_app:<password> to /home/a/roles (mode 0600)",
        "see http://localhost:8000/index.html, or mail a@b",
        "PGPASSWORD=\"$(cat /a/b/password)\" psql -c 'DROP EXTENSION pg_stat_statements'",
        "docker exec c sh -c 'PGPASSWORD=\"$(cat $POSTGRES_PASSWORD_FILE)\" exec psql -X'"
      })
  void whatHoldsNoSecretIsLeftAsItIs(String text) {
    assertThat(SettingSecrets.text(text)).isEqualTo(text);
  }
}
