package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SQL in the sources names relations and functions of the catalog with their schema. */
class CatalogNamesTest {

  private static final Pattern TEXT =
      Pattern.compile("\"\"\"\\s*\\n.*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//[^\\n]*", Pattern.DOTALL);

  /** Of extensions, not of the catalog: pg_stat_statements and its like, and programs. */
  private static final String NOT_OF_THE_CATALOG =
      "(?!pg_stat_statements|pg_buffercache|pg_prewarm|pg_repack|pg_ctl|pg_dump|pg_isready|pg_basebackup)";

  private static final Pattern UNQUALIFIED =
      Pattern.compile(
          "\\b(?:FROM|JOIN)\\s+"
              + NOT_OF_THE_CATALOG
              + "pg_[a-z_]+\\b(?!\\.)"
              + "|(?<![\\w.'\"%/-])"
              + NOT_OF_THE_CATALOG
              + "pg_[a-z_]+\\(");

  @Test
  void everyNameOfTheCatalogHasItsSchema() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(100);
      assertThat(sources.stream().flatMap(CatalogNamesTest::unqualified)).isEmpty();
    }
  }

  @Test
  void oneWithoutItIsFound() {
    assertThat(in("x = \"SELECT 1 FROM pg_settings WHERE pg_backend_pid() = 1\";"))
        .containsExactly("FROM pg_settings", "pg_backend_pid(");
    assertThat(in("x = \"SELECT 1 FROM pg_catalog.pg_settings\"; // pg_sleep(1)")).isEmpty();
  }

  private static Stream<String> unqualified(Path source) {
    try {
      return in(Files.readString(source)).stream().map(name -> source.getFileName() + ": " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> in(String source) {
    return TEXT.matcher(COMMENT.matcher(source).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .flatMap(text -> UNQUALIFIED.matcher(text).results().map(MatchResult::group))
        .toList();
  }
}
