package dev.redline.plan.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreloadedLibrariesTest {

  @Test
  void namesAreReadWithAndWithoutQuotes() {
    assertThat(
            PreloadedLibraries.parse(" auto_explain,\"My \"\"library\"\", x\" ,$libdir/b").names())
        .containsExactly("auto_explain", "My \"library\", x", "$libdir/b");
    assertThat(PreloadedLibraries.parse("").names()).isEmpty();
  }

  @Test
  void aNameIsJoinedOnceAndQuotedWhereItMustBe() {
    PreloadedLibraries both =
        PreloadedLibraries.parse("a, \"b c\"").and(PreloadedLibraries.parse("a, d"));
    assertThat(both).hasToString("a, \"b c\", d");
    assertThat(PreloadedLibraries.parse(both.toString())).isEqualTo(both);
  }

  @ParameterizedTest
  @CsvSource({
    "pg_stat_statements, pg_stat_statements.max, true",
    "$libdir/pg_stat_statements, pg_stat_statements.max, true",
    "pg_stat, pg_stat_statements.max, false",
    "work_mem, work_mem, false"
  })
  void aLibraryDefinesTheSettingsOfItsName(String library, String setting, boolean defines) {
    assertThat(PreloadedLibraries.parse(library).define(setting)).isEqualTo(defines);
  }
}
