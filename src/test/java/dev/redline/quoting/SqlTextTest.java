package dev.redline.quoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.redline.postgres.SettingOwner;
import dev.redline.postgres.SettingOwners;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that are made to be taken for more than names, on a real server. */
@ExtendWith(SharedBareServer.class)
class SqlTextTest {

  static List<String> hostile() {
    return HostileNames.ALL;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aNameOfATableIsTheSameQuotedAndPasted(String name, BareServer server) throws SQLException {
    server.execute("CREATE TABLE " + SqlText.name(name) + " (seen int)");
    server.execute(
        "ALTER TABLE %s RENAME seen TO %s".formatted(SqlText.pastedName(name), SqlText.name(name)),
        "SELECT %s FROM %s".formatted(SqlText.pastedName(name), SqlText.pastedName(name)));
    assertThat(
            server.query("SELECT relname FROM pg_class WHERE relname = " + SqlText.literal(name)))
        .containsExactly(name);
    server.execute("DROP TABLE " + SqlText.pastedName(name));
    requireNothingRan(server);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aTextIsTheSameWhateverTheSessionTakesABackslashFor(String text, BareServer server)
      throws SQLException {
    assertThat(server.query("SELECT " + SqlText.literal(text))).containsExactly(text);
    server.execute(
        "SET standard_conforming_strings = off",
        "DO $$ BEGIN ASSERT %s = pg_catalog.convert_from('\\\\x%s', 'UTF8'); END $$"
            .formatted(SqlText.literal(text), hex(text)));
    requireNothingRan(server);
  }

  /** Row 16: the line that was printed would have run what the name says. */
  @ParameterizedTest
  @MethodSource("hostile")
  void theLineThatTakesASettingFromARoleOrADatabaseDoesThatAlone(String name, BareServer server)
      throws Exception {
    String quoted = SqlText.name(name);
    server.execute(
        "CREATE ROLE " + quoted,
        "CREATE DATABASE " + quoted,
        "ALTER ROLE " + quoted + " SET jit = off",
        "ALTER DATABASE " + quoted + " SET jit = off",
        "ALTER ROLE " + quoted + " IN DATABASE " + quoted + " SET jit = off");
    try {
      for (String line : lines(server)) {
        assertThat(line).doesNotContain("\n", "\u202E", "\u200B", "\u2028");
        server.execute(line);
      }
      assertThat(lines(server)).as("all taken").isEmpty();
      requireNothingRan(server);
    } finally {
      server.execute("DROP DATABASE " + quoted, "DROP ROLE " + quoted);
    }
  }

  private static List<String> lines(BareServer server) throws Exception {
    try (Connection connection =
        server.connector().open(dev.redline.postgres.ApplicationName.CONTROL)) {
      return SettingOwners.find(
              connection, List.of("jit"), List.of(), SettingOwners.Place.POSTGRESQL_CONF)
          .stream()
          .filter(owner -> owner.owner().startsWith("ALTER "))
          .map(SettingOwner::release)
          .toList();
    }
  }

  @Test
  void aPlainNameIsShownWithoutQuotes() {
    assertThat(SqlText.shownName("kb_articles")).isEqualTo("kb_articles");
    assertThat(SqlText.shownName("Kb")).isEqualTo("\"Kb\"");
    assertThat(SqlText.pastedName("a\u202Eb\"c\\d")).isEqualTo("U&\"a\\202Eb\"\"c\\\\d\"");
  }

  @Test
  void noNameHoldsACharacterZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> SqlText.name("a\0b"));
    assertThatIllegalArgumentException().isThrownBy(() -> SqlText.literal("a\0b"));
  }

  /** YAML doubles quotes, too, and postgresql.conf. */
  @Test
  void nothingElseInTheHarnessQuotesByItself() throws IOException {
    List<String> itsOwn = List.of("ConfigurationText.java", "ProposedWorkload.java");
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      assertThat(sources.filter(file -> file.toString().endsWith(".java")))
          .filteredOn(file -> !file.toString().contains("/quoting/"))
          .filteredOn(file -> !itsOwn.contains(file.getFileName().toString()))
          .hasSizeGreaterThan(500)
          .noneMatch(SqlTextTest::quotes);
    }
  }

  private static boolean quotes(Path file) {
    try {
      String source = Files.readString(file);
      return source.contains("replace(\"'\", \"''\")")
          || source.contains("replace(\"'\", \"'\\\\''\")")
          || source.matches("(?s).*replace\\(\"\\\\\"\", \"\\\\\"\\\\\"\"\\).*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireNothingRan(BareServer server) throws SQLException {
    assertThat(server.query("SELECT to_regclass('pwned')::text")).containsOnlyNulls();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
