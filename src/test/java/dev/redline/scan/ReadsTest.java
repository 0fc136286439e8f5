package dev.redline.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a read of a variable, in each language, and what does not. */
class ReadsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.py | url = os.environ['DATABASE_URL'] | call",
        "a.py | url = os.environ.get(\"DATABASE_URL\", fallback) | call",
        "a.py | url = os.getenv('POSTGRES_DSN') | call",
        "a.py | DATABASE_URL = os.environ['DATABASE_URL'] | call",
        "a.py | url = env.str('DATABASE_URL') | call",
        "a.py | KEY = 'DATABASE_URL' | name as a literal",
        "a.py | __DATABASE_URL: str | -",
        "a.ipynb | \"url = os.environ[\\\"DATABASE_URL\\\"]\\n\" | call",
        "A.java | String url = System.getenv(\"DATABASE_URL\"); | call",
        "A.java | @Value(\"${DATABASE_URL}\") String url; | expansion",
        "A.kt | val url = System.getenv()[\"DATABASE_URL\"] | call",
        "a.js | const url = process.env.DATABASE_URL; | member",
        "a.ts | const url = process.env['DATABASE_URL']!; | call",
        "a.js | const { PORT, DATABASE_URL } = process.env; | destructured",
        "a.ts | const url = import.meta.env.DATABASE_URL; | member",
        "a.ts | if (process.env.DATABASE_URL === undefined) {} | member",
        "schema.prisma | url = env(\"DATABASE_URL\") | call",
        "a.go | url := os.Getenv(\"DATABASE_URL\") | call",
        "a.go | url, ok := os.LookupEnv(\"POSTGRES_DSN\") | call",
        "a.go | URL string `env:\"DATABASE_URL,required\"` | tag",
        "a.rb | url = ENV['DATABASE_URL'] | call",
        "a.rb | url = ENV.fetch(\"DATABASE_URL\") | call",
        "a.rs | let url = std::env::var(\"DATABASE_URL\")?; | call",
        "a.php | $url = getenv('DATABASE_URL'); | call",
        "a.php | $url = $_ENV['DATABASE_URL']; | call",
        "a.sh | psql \"$DATABASE_URL\" | expansion",
        "a.sh | psql ${DATABASE_URL:-} | expansion",
        "a.sh | docker run -e DATABASE_URL app | passed through",
        "a.sh | printenv DATABASE_URL | printed",
        "Makefile | psql $(DATABASE_URL) | expansion",
        "a.yml | url: ${DATABASE_URL} | expansion",
        "a.yml | url: ${{ secrets.DATABASE_URL }} | expression",
        "docker-compose.yml | - DATABASE_URL | passed through",
        ".env.local | URL=${POSTGRES_DSN} | expansion",
        "Dockerfile | RUN psql $DATABASE_URL | expansion",
        "Dockerfile | ARG DATABASE_URL | build argument",
        "package.json | \"migrate\": \"psql $DATABASE_URL\" | expansion",
        "a.ps1 | psql $env:DATABASE_URL | expansion",
        "a.lua | local url = os.getenv('DATABASE_URL') | call",
        "config/database.yml | url: <%= ENV['DATABASE_URL'] %> | call",
        "config/database.yml | url: <%= ENV.fetch(\"DATABASE_URL\") { nil } %> | call",
        "A.java | /* the old one */ url = System.getenv(\"DATABASE_URL\"); | call",
        "A.java | */ url = System.getenv(\"DATABASE_URL\"); | call",
        "a.go | *url = os.Getenv(\"DATABASE_URL\") | call",
        "a.js | const open = (url = process.env.DATABASE_URL) => connect(url); | member",
        "a.js | const open = ({ url = process.env.DATABASE_URL } = {}) => connect(url); | member",
        "Makefile | psql $$DATABASE_URL | expansion",
        "compose.yml | command: psql $$DATABASE_URL | expansion",
        "a.rb | url = \"#{ENV[\"DATABASE_URL\"]}\" | call",
        "a.rb | url: #{ENV[\"DATABASE_URL\"]} | call",
        "a.sh | test ${#DATABASE_URL} -gt 0 | expansion",
        "a.sh | if [ $DATABASE_URL = \"\" ]; then | expansion",
        "a.sh | psql --dbname=x$DATABASE_URL | expansion",
        "compose.yml | environment: [DATABASE_URL, X] | passed through",
        "compose.yml | environment: [X, \"POSTGRES_DSN\"] | passed through",
        "compose.yml | ^  DATABASE_URL,^ | passed through",
      })
  void aReadIsFoundByFileLineAndIdiom(String file, String line, String idiom) {
    String text = line.replace("__", "");
    SourceFiles tree = new SourceFiles(folder).put("src/" + file, "\n" + text + "\n");

    if (idiom.equals("-")) {
      assertThat(tree.reads()).isEmpty();
    } else {
      assertThat(tree.reads()).containsExactly("src/" + file + ":2 " + idiom);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.py | # os.environ['DATABASE_URL'] is read by the resolver",
        "a.py | os.environ['DATABASE_URL'] = url",
        "a.py | monkeypatch.setenv('DATABASE_URL', url)",
        "a.py | subprocess.run(command, env={'DATABASE_URL': url})",
        "a.py | url = os.environ['TEST_DATABASE_URL']",
        "a.py | url = os.environ['DATABASE_URL_TEST']",
        "A.java | // System.getenv(\"DATABASE_URL\")",
        "A.java | * reads {@code System.getenv(\"DATABASE_URL\")}",
        "A.java | /* System.getenv(\"DATABASE_URL\") */",
        "A.java | /* old */ f(); /* System.getenv(\"DATABASE_URL\") */",
        "A.java | f(/* System.getenv(\"DATABASE_URL\") */ null);",
        "A.java | /* it's */ f(); // System.getenv(\"DATABASE_URL\")",
        "a.rb | url = nil # ENV[\"DATABASE_URL\"]",
        "a.rb | url = \"#{x}\" # ENV[\"DATABASE_URL\"]",
        "a.ipynb | \"# os.environ['DATABASE_URL']\\n\",",
        "a.sh | x=${#y} # $DATABASE_URL",
        "a.yml | environment: [X] # DATABASE_URL",
        "compose.yml | # environment: [DATABASE_URL, X]",
        "Makefile | # psql $$DATABASE_URL",
        "database.yml | # url: <%= ENV['DATABASE_URL'] %>",
        "A.java | environment.put(\"DATABASE_URL\", url);",
        "a.js | process.env.DATABASE_URL = url;",
        "a.js | query('a'); // process.env.DATABASE_URL",
        "a.go | os.Setenv(\"DATABASE_URL\", url)",
        "a.rb | ENV['DATABASE_URL'] = url",
        "a.sh | export DATABASE_URL=postgresql://db/rag",
        "a.sh | unset DATABASE_URL",
        "a.yml | DATABASE_URL: postgresql://db/rag",
        "a.yml | - name: DATABASE_URL",
        ".env | DATABASE_URL=postgresql://db/rag",
        "Dockerfile | ENV DATABASE_URL postgresql://db/rag",
        "README.md | Set `DATABASE_URL`, as in psql \"$DATABASE_URL\"",
      })
  void aDefinitionACommentAndAMentionAreNoReads(String file, String line) {
    assertThat(new SourceFiles(folder).put(file, line + "\n").reads()).isEmpty();
  }

  @Test
  void whatIsShownOfALineIsWhatMakesItAReadAndNothingElse() {
    SourceFiles tree =
        new SourceFiles(folder)
            .put("a.py", "u = os.environ.get('DATABASE_URL', 'postgresql://app:SECRET@db/rag')\n");

    assertThat(tree.scan().reads()).hasSize(1);
    assertThat(tree.scan().reads().get(0).text()).isEqualTo("os.environ.get('DATABASE_URL')");
    assertThat(tree.scan().toString()).doesNotContain("SECRET");
  }

  @Test
  void aScriptWithoutAnExtensionTellsItsLanguageInItsFirstLine() {
    SourceFiles tree =
        new SourceFiles(folder)
            .put("bin/migrate", "#!/usr/bin/env bash\n# $DATABASE_URL\npsql $DATABASE_URL\n");

    assertThat(tree.reads()).containsExactly("bin/migrate:3 expansion");
  }

  @Test
  void theResolverMayReadAndIsReportedApart() {
    SourceFiles tree =
        new SourceFiles(folder)
            .put("src/main/java/dev/redline/dsn/DsnResolver.java", "getenv(\"DATABASE_URL\")\n")
            .put("src/main/java/dev/redline/Other.java", "getenv(\"DATABASE_URL\")\n");

    assertThat(tree.scanAsShipped().reads())
        .extracting(VariableRead::path)
        .containsExactly("src/main/java/dev/redline/Other.java");
    assertThat(tree.scanAsShipped().allowedReads()).hasSize(1);
  }

  @Test
  void longLinesAndLargeFilesAreReadToTheirEnd() {
    String filling = "x".repeat(70_000);
    SourceFiles tree =
        new SourceFiles(folder)
            .put("long.js", filling + ";process.env.DATABASE_URL;" + filling)
            .put("large.py", "a = 1\n".repeat(50_000) + "os.environ['DATABASE_URL']\n")
            .put("edge.js", "y".repeat(65_530) + " process.env.DATABASE_URL\n");

    assertThat(tree.reads())
        .containsExactly("edge.js:1 member", "large.py:50001 call", "long.js:1 member");
  }
}
