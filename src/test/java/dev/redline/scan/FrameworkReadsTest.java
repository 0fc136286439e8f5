package dev.redline.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads as frameworks and tools write them. */
class FrameworkReadsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.py | url = e.get('DATABASE_URL') | name as a literal",
        "a.py | url = e['DATABASE_URL'] | name as a literal",
        "a.py | def f(url=os.getenv('DATABASE_URL')) -> str: | call",
        "a.py | url: str = Field(..., env=\"DATABASE_URL\") | name as a literal",
        "a.py | url: str = Field(validation_alias='DATABASE_URL') | name as a literal",
        "a.ipynb | \"url = os.environ.get('DATABASE_URL')\\n\", | call",
        "a.ipynb | \"!psql $DATABASE_URL\", | expansion",
        "application.yml | url: ${DATABASE_URL:jdbc:postgresql://db/rag} | expansion",
        "application.properties | spring.datasource.url=${DATABASE_URL} | expansion",
        "A.kt | @Value(\"\\${DATABASE_URL}\") | expansion",
        "A.java | @ConfigProperty(name = \"DATABASE_URL\") String url; | call",
        "application.conf | url = ${?DATABASE_URL} | expansion",
        "logback.xml | <url>${env:DATABASE_URL}</url> | expansion",
        "pom.xml | <url>${env.DATABASE_URL}</url> | expansion",
        "serverless.yml | URL: ${env:DATABASE_URL} | expansion",
        "devcontainer.json | \"URL\": \"${localEnv:DATABASE_URL}\" | expansion",
        "Jenkinsfile | connect(env.DATABASE_URL) | member",
        "a.go | if url, ok := os.LookupEnv(\"DATABASE_URL\"); ok { | call",
        "a.go | viper.BindEnv(\"url\", \"DATABASE_URL\") | name as a literal",
        "a.js | const { DATABASE_URL } = process.env | destructured",
        "a.js | const { PORT = 3000, DATABASE_URL = '', X } = process.env; | destructured",
        "a.ts | const { DATABASE_URL: url }: Env = Deno.env.toObject(); | destructured",
        "a.ts | import { DATABASE_URL } from '$env/static/private'; | imported",
        "a.ts | const url = (process.env as Env).DATABASE_URL; | member",
        "a.ts | const url = Deno.env.get('DATABASE_URL'); | call",
        "a.ts | const url = import.meta.env.DATABASE_URL ?? ''; | member",
        "a.js | ^  .DATABASE_URL;^ | member",
        "a.ts | ^  DATABASE_URL: Type.String(),^ | field of settings",
        "package.json | \"x\": \"node -p process.env.DATABASE_URL\" | member",
        "turbo.json | \"globalPassThroughEnv\": [\"X\", \"DATABASE_URL\"] | passed through",
        "a.rb | url = ENV.fetch('DATABASE_URL', nil) | call",
        "a.rb | url = ENV.values_at('X', 'DATABASE_URL') | name as a literal",
        "doctrine.yaml | url: '%env(resolve:DATABASE_URL)%' | expansion",
        "alembic.ini | sqlalchemy.url = %(DATABASE_URL)s | expansion",
        "tox.ini | passenv = X, DATABASE_URL | passed through",
        "app.service | PassEnvironment=DATABASE_URL | passed through",
        "pyproject.toml | pass_env = [\"DATABASE_URL\"] | passed through",
        "pod.yaml | args: [--dsn=$(DATABASE_URL)] | expansion",
        "chart.yaml | url: {{ .Values.DATABASE_URL }} | expression",
        "profiles.yml | url: \"{{ env_var('DATABASE_URL') }}\" | expression",
        "play.yml | url: \"{{ lookup('env', 'DATABASE_URL') }}\" | expression",
        "ci.yml | if: env.DATABASE_URL != '' | member",
        "ci.yml | if: ${{ secrets['DATABASE_URL'] }} | expression",
        "compose.yml.example | - DATABASE_URL | passed through",
        ".env.example | URL=$DATABASE_URL | expansion",
        "Makefile | ifndef DATABASE_URL | defined or not",
        "Makefile.local | psql $(DATABASE_URL) | expansion",
        "justfile | url := env_var('DATABASE_URL') | call",
        "a.sh | docker run --env DATABASE_URL app | passed through",
        "a.sh | docker build --build-arg DATABASE_URL . | passed through",
        "a.sh | sudo --preserve-env=DATABASE_URL make | passed through",
        "a.sh | url=$(grep ^DATABASE_URL= .env) | looked up in a file",
        "a.sh | ^env | grep DATABASE_URL=^ | printed",
        "a.sh | python -c \"import os; f(os.environ['DATABASE_URL'])\" | call",
        "Dockerfile | RUN --mount=type=secret,id=DATABASE_URL make | passed through",
      })
  void aReadIsFoundByItsIdiom(String file, String line, String idiom) {
    SourceFiles tree = new SourceFiles(folder).put(file, "\n" + line + "\n");

    assertThat(tree.reads()).containsExactly(file + ":2 " + idiom);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.js | const settings = { DATABASE_URL: url };",
        "a.ts | import { DATABASE_URL } from './settings';",
        "a.rb | ENV['X'] = { 'DATABASE_URL' => url }",
        "a.pl | $ENV{DATABASE_URL} = $url;",
        "a.ps1 | $env:DATABASE_URL = $url",
        "ci.yml | run: $env:DATABASE_URL = $url",
        "chart.yaml | env.DATABASE_URL: postgresql://db/rag",
        "compose.yml | env_file: .env",
        "Dockerfile | env DATABASE_URL postgresql://db/rag",
        "a.sh | sed -i s,^DATABASE_URL=.*,DATABASE_URL=x, .env",
        ".env.example | DATABASE_URL=postgresql://db/rag",
      })
  void aDefinitionIsNoRead(String file, String line) {
    assertThat(new SourceFiles(folder).put(file, line + "\n").reads()).isEmpty();
  }

  @Test
  void aFieldOfPydanticSettingsReadsTheVariableOfItsName() {
    SourceFiles tree =
        new SourceFiles(folder)
            .put(
                "settings.py",
                "class Row(BaseModel):\n  database_url: str\n\n"
                    + "class Settings(BaseSettings):\n  port: int\n\n  database_url: str\n\n"
                    + "def open(\n  database_url: str):\n");

    assertThat(tree.reads()).containsExactly("settings.py:7 field of settings");
  }

  @Test
  void whatStandsBesideAReadIsNotShown() {
    SourceFiles tree =
        new SourceFiles(folder)
            .put("a.js", "const { PASSWORD = 'SECRET', DATABASE_URL } = process.env;\n")
            .put("a.yml", "environment: [PASSWORD=SECRET, DATABASE_URL]\n")
            .put("a.sh", "grep -e SECRET -e DATABASE_URL .env\n");

    assertThat(tree.scan().reads()).hasSize(3);
    assertThat(tree.scan().toString()).doesNotContain("SECRET");
  }
}
