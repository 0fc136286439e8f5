package dev.redline.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session may call itself anything; only names of programs that people know are shown. */
class ProgramNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"psql", "PostgreSQL JDBC Driver", "walreceiver", "redline-ltst", "(unnamed)", "?"})
  void programsThatPeopleKnowAreShown(String name) {
    assertThat(ProgramName.shown(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plum", "psql plum", "redline-ltst plum", "PSQL\nplum"})
  void otherNamesAreNot(String name) {
    assertThat(ProgramName.shown(name)).isEqualTo("(name not shown)");
  }

  @ParameterizedTest
  @CsvSource({
    "psql as app, psql as app",
    "plum as app, (name not shown) as app",
    "plum as plum as app, (name not shown) as app",
    "plum, (name not shown)"
  })
  void ofASessionTheRoleIsShown(String session, String shown) {
    assertThat(ProgramName.session(session, " as ")).isEqualTo(shown);
  }

  @Test
  void whatFollowsTheRoleIsShown() {
    assertThat(ProgramName.session("plum of app, pid 4711", " of "))
        .isEqualTo("(name not shown) of app, pid 4711");
  }
}
