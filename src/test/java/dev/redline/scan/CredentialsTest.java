package dev.redline.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What counts as a credential. The marks keep this file from being one of the findings itself. */
class CredentialsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.py | url = 'postgresql~://app:hunter22@db/rag' | PASSWORD_IN_CONNECTION_STRING",
        "a.md | psql postgres~://app:p%40ss@[::1]:5432/rag | PASSWORD_IN_CONNECTION_STRING",
        "a.txt | amqp~://guest:%47uest@queue | PASSWORD_IN_CONNECTION_STRING",
        "a.yml | url: jdbc:postgresql~://db/rag?user=app&pass~word=hunter22 | LITERAL_PASSWORD",
        "a.java | s = \"host=db dbname=rag pass~word=hunter22\" | PASSWORD_IN_CONNECTION_STRING",
        "a.txt | AKIA~ABCDEFGHIJKLMNOP | AWS_ACCESS_KEY",
        "a.ini | aws_secret_access_~key = abcdefghijABCDEFGHIJ0123456789/+abcdefgh | AWS_ACCESS_KEY",
        "a.env | PASS~WORD=hunter22 | LITERAL_PASSWORD",
        "a.sh | PGPASS~WORD=hunter22 psql | LITERAL_PASSWORD",
        "a.md | run PGPASS~WORD=hunter22 psql | LITERAL_PASSWORD",
        "a.yml | pass~word: hunter22 | LITERAL_PASSWORD",
        "a.json | \"pass~word\": \"hunter22\" | LITERAL_PASSWORD",
        "a.js | const pass~word = 'hunter22' | LITERAL_PASSWORD",
        "a.java | container.withPass~word(\"hunter22\") | LITERAL_PASSWORD",
        "a.sql | CREATE ROLE app LOGIN PASS~WORD 'hunter22' | LITERAL_PASSWORD",
        "a.yml | pa~ss: hunter22 | LITERAL_PASSWORD",
        "a.env | DB_PA~SS=hunter22 | LITERAL_PASSWORD",
        "a.env | DB_PASS~WD=hunter22 | LITERAL_PASSWORD",
        "a.env | DB_P~WD=hunter22 | LITERAL_PASSWORD",
        "a.env | DBPA~SS=\"hunter22\" | LITERAL_PASSWORD",
        "a.sh | export SMTP_PA~SS='hunter22' | LITERAL_PASSWORD",
        "a.py | db_pa~ss = 'hunter22' | LITERAL_PASSWORD",
        "a.js | auth: { user: 'app', pa~ss: 'hunter' } | LITERAL_PASSWORD",
        "a.json | {\"pa~ss\": \"hunter22\"} | LITERAL_PASSWORD",
        "a.java | p.setProperty(\"pass~word\", \"hunter22\"); | LITERAL_PASSWORD",
        "a.java | p.put(\"spring.datasource.pass~word\", \"hunter22\"); | LITERAL_PASSWORD",
        "a.java | Map.of(\"user\", \"app\", \"pass~word\", \"hunter22\") | LITERAL_PASSWORD",
        "a.py | os.environ.get('DB_PASS~WORD', 'hunter22') | LITERAL_PASSWORD",
        "a.py | os.getenv('DB_PA~SS', 'hunter22') | LITERAL_PASSWORD",
        "Dockerfile | ENV PGPASS~WORD hunter22 | LITERAL_PASSWORD",
        "Dockerfile | ENV DB_PA~SS hunter22 | LITERAL_PASSWORD",
        "Dockerfile | ENV PGPASS~WORD=hunter22 | LITERAL_PASSWORD",
        ".netrc | machine db login app pass~word hunter22 | LITERAL_PASSWORD",
        ".pgpass | db:5432:rag:app:hunter22 | LITERAL_PASSWORD",
        "settings.xml | <pass~word>hunter22</pass~word> | LITERAL_PASSWORD",
        "a.xml | <property name=\"pass~word\" value=\"hunter22\"/> | LITERAL_PASSWORD",
        "a.py | pass~word: str = 'hunter22' | LITERAL_PASSWORD",
        "a.ts | const pass~word: string = 'hunter22'; | LITERAL_PASSWORD",
        "a.go | var pass~word string = \"hunter22\" | LITERAL_PASSWORD",
        "a.json | \"Host=db;Username=app;Pass~word=hunter22\" | PASSWORD_IN_CONNECTION_STRING",
        "a.env | DB_PASS~WORD=change~me | LITERAL_PASSWORD",
        "a.py | api_~key = 'a1b2c3d4e5f6a7b8c9d0' | LITERAL_PASSWORD",
      })
  void aCredentialIsFoundAndNotShown(String file, String line, CredentialPlace.Kind kind) {
    SourceFiles tree = new SourceFiles(folder).put(file, line.replace("~", "") + "\n");

    assertThat(tree.credentials()).contains(file + ":1 " + kind);
    assertThat(JsonMapper.shared().writeValueAsString(tree.scan()))
        .doesNotContain("hunter22", "p%40ss", "ABCDEFGHIJ", "a1b2c3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.py | url = 'postgresql://app@db/rag'",
        "a.py | url = f'postgresql://app:{password}@db/rag'",
        "a.py | url = 'postgresql://app:%s@db/rag'",
        "a.py | password = os.environ['PGPASSWORD']",
        "a.sh | psql postgresql://app:$PASSWORD@db",
        "a.sh | PGPASSWORD=$(cat file) psql",
        "a.yml | password: ${PASSWORD}",
        "a.yml | password: !vault secret",
        "a.yml | url: http://host:5432/a@b",
        "a.md | postgresql://user:<password>@host/database",
        "a.js | max_tokens: 4096",
        "a.js | password.length > 8",
        "a.js | token = 'Bearer'",
        "a.env | DB_PASS=",
        "a.env | DB_PASS=\"\"",
        "a.env | DB_PASS=${PASS}",
        "a.env | DB_PASS=$PASS",
        "a.env | DB_PASS=<password>",
        "a.env | DB_PASS={{ password }}",
        "a.env | DB_PASS=xxxx",
        "a.env | DB_PWD=<password>",
        "a.sh | PWD=/srv/app",
        "a.sh | psql ${DB_PASS:-none}",
        "a.yml | BYPASS: always",
        "a.yml | first_pass: quickly",
        "a.yml | pass: 3",
        "package.json | \"fs-minipass\": \"^3.0.3\"",
        "package.json | \"some_pass\": \"~1.2.x\"",
        "a.pl | 'Event::Pass' => 'https://example.org/a1'",
        "a.pl | default login anonymous password user@site",
        "a.yml | # what it lets pass: -Dscan=<folder>",
        "a.yml | - /etc/passwd:/etc/passwd:ro",
        "a.py | result = 'pass'; compass = 'north'",
        "a.py | colours = {'pass': 'green', 'fail': 'red'}",
        "a.py | connect(host=host, user=user, password=password)",
        "a.py | def f(password: str = ''):",
        "a.go | func open(password string) error {",
        "a.java | p.setProperty(\"password\", password);",
        "a.java | p.setProperty(\"password\", \"\");",
        "a.java | p.setProperty(\"password\", \"${PASSWORD}\");",
        "a.java | errors.put(\"password\", \"is too short\");",
        "a.java | List.of(\"user\", \"password\", \"host\")",
        "Dockerfile | ENV PGPASSWORD $PASSWORD",
        "Dockerfile | ENV PGPASSWORD_FILE /run/secrets/password",
        "Dockerfile | RUN read password x",
        "settings.xml | <password>${env.PASSWORD}</password>",
        "a.xml | <string name='password'>Password</string>",
        "a.html | <input type='password' name='password' value=''>",
        ".pgpass | # host:port:database:user:given",
        ".pgpass | db:5432:rag:app:<password>",
        "a.txt | db:5432:rag:app:given",
        "a.java | log(\"-----BEGIN PRIVATE KEY----- is missing\")",
      })
  void whatStandsForACredentialIsNone(String file, String line) {
    assertThat(new SourceFiles(folder).put(file, line + "\n").credentials()).isEmpty();
  }

  @Test
  void aPrivateKeyIsOneOnlyWithKeyMaterial() {
    String header = "-----BEGIN RSA " + "PRIVATE KEY-----";
    SourceFiles tree =
        new SourceFiles(folder)
            .put("id_rsa", header + "\nMIIEowIBAAKCAQEA7bq\n")
            .put("a.json", "{\"key\": \"" + header + "\\nMIIEowIBAAKCAQEA7bq\"}\n")
            .put("a.txt", header + "\nis what it starts with\n");

    assertThat(tree.credentials())
        .containsExactly("a.json:1 a private key", "id_rsa:2 a private key");
  }

  @Test
  void aMadeUpValuePassesWhereThePlanSaysSoAndNowhereElse() {
    String line = "url = 'postgresql" + "://app:SECRET@db/rag'\n";
    SourceFiles tree =
        new SourceFiles(folder)
            .put("src/test/A.py", line)
            .put("src/test/B.py", line.replace("SECRET", "hunter22"))
            .put("src/main/A.py", line);

    ScanReport report = tree.scanAsShipped();
    assertThat(report.fakes()).extracting(CredentialPlace::path).containsExactly("src/test/A.py");
    assertThat(report.credentials())
        .extracting(CredentialPlace::path)
        .containsExactly("src/main/A.py", "src/test/B.py");
  }
}
