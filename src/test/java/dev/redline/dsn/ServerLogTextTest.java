package dev.redline.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of a server's log is shown what PostgreSQL says itself, and nothing that somebody may have put.
 */
class ServerLogTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOG: starting PostgreSQL 15.8 (Debian 15.8-0+deb12u1) on x86_64-pc-linux-gnu",
        "LOG: listening on IPv4 address \"127.0.0.1\", port 5432",
        "LOG: database system was shut down at 2026-11-29 16:15:51 UTC",
        "LOG: database system is ready to accept connections",
        "LOG: received fast shutdown request",
        "FATAL: could not access file \"no_such_library\": No such file or directory",
        "FATAL: could not map anonymous shared memory: Cannot allocate memory",
        "LOG: could not bind IPv4 address \"127.0.0.1\": Address already in use",
        "FATAL: lock file \"postmaster.pid\" already exists",
        "LOG: unrecognized configuration parameter \"shared_bufers\" in file \"/d/postgresql.conf\" line 3",
        "FATAL: configuration file \"/d/postgresql.conf\" contains errors",
        "LOG: 1 8kB is outside the valid range for parameter \"shared_buffers\" (16 8kB .. 1073741823 8kB)",
        "LOG: parameter \"max_connections\" cannot be changed without restarting the server",
        "FATAL: data directory \"/d\" has invalid permissions",
        "HINT: Is another postmaster already running on port 5432? If not, wait a few seconds and retry."
      })
  void whatPostgresSaysWhenItStartsIsShown(String said) {
    assertThat(ServerLogText.shown("2026-11-29 [1] " + said)).isEqualTo(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOG:  parameter \"myapp.key\" changed to \"plum\"",
        "LOG:  invalid value for parameter \"work_mem\": \"plum\"",
        "LOG:  syntax error in file \"/d/postgresql.conf\" line 3, near token \"plum\"",
        "FATAL:  could not load server certificate file \"plum\": No such file or directory",
        "ERROR:  plum",
        "ERROR:  column \"plum\" does not exist at character 8",
        "STATEMENT:  SELECT 'plum'",
        "DETAIL:  Key (name)=(plum) already exists.",
        "CONTEXT:  PL/pgSQL function plum() line 1 at RAISE",
        "HINT:  use plum",
        "plum",
        "\tFROM plum",
        "plum LOG:  shutting down",
        "LOG:  could not open file \"/d/a\": No such file or directory; plum, too: \"plum",
        "LOG:  duration: 12.3 ms  statement: SELECT 'plum'"
      })
  void whatSomebodyMayHavePutThereIsNot(String said) {
    assertThat(ServerLogText.shown("2026-11-29 plum [1] " + said + "\n"))
        .doesNotContain("plum")
        .isNotEmpty();
  }

  @Test
  void howMuchIsNotShownIsSaid() {
    assertThat(ServerLogText.shown("x LOG:  shutting down\nplum\nplum\n"))
        .isEqualTo(
            "LOG: shutting down\n(2 of its lines, 8 characters, are not shown: read them there)");
  }
}
