package dev.redline.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pg_basebackup: error: connection to server at \"127.0.0.1\", port 5432 failed: plum",
        "pg_basebackup: error: connection to server at \"127.0.0.1\", port 5432 failed: FATAL:  plum",
        "pg_basebackup: error: connection to server at \"h\", port 1 failed: FATAL:  no such database: plum",
        "pg_basebackup: error: could not send replication command \"plum\": ERROR:  plum",
        "pg_basebackup: error: could not initiate base backup: ERROR:  plum",
        "pg_basebackup: error: invalid connection option \"plum\"",
        "pg_basebackup: detail: plum",
        "pg_basebackup: hint: plum",
        "DETAIL:  plum",
        "plum"
      })
  void whatAServerOrAPoolerMaySayIsNotShown(String line) {
    assertThat(ToolWords.shown("pg_basebackup: warning: x\n" + line)).doesNotContain("plum");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connection to server at \"10.0.0.7\", port 5432 failed: Connection refused",
        "connection to server at \"db.example\" (10.0.0.7), port 5432 failed: FATAL:  no pg_hba.conf entry for",
        "connection to server on socket \"/run/postgresql/.s.PGSQL.5432\" failed: No such file or directory",
        "could not write to file \"/srv/twin/base/1\": No space left on device"
      })
  void whatIsToBeDoneIsShown(String words) {
    assertThat(ToolWords.shown("pg_basebackup: error: " + words))
        .isEqualTo("pg_basebackup: " + words);
  }
}
