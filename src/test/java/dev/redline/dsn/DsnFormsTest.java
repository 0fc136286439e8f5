package dev.redline.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same parts from each form. Results of the libpq forms were compared with libpq 15's. */
class DsnFormsTest {

  private static final String ME = System.getProperty("user.name");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "postgresql://u:p@h1:1,h2,h3:3/db | postgresql://u@h1:1,h2:5432,h3:3/db | p",
        "postgres://u:p%40ss@h/db | postgresql://u@h:5432/db | p@ss",
        "postgresql://u:p#w:x@h/d | postgresql://u@h:5432/d | p#w:x",
        "postgresql+psycopg2://u:p@h/d | postgresql://u@h:5432/d | p",
        "POSTGRESQL://u:p@H.Example/d | postgresql://u@h.example:5432/d | p",
        "postgresql://u@h/d?password=x%26y | postgresql://u@h:5432/d | x&y",
        "postgresql://u:a@h/d?user=v&password=b&dbname=e&port=1 | postgresql://v@h:1/e | b",
        "postgresql://u:p@[::1]:5/d | postgresql://u@[::1]:5/d | p",
        "postgresql://u:p@[fe80::1%25eth0],h/d | postgresql://u@[fe80::1%eth0]:5432,h:5432/d | p",
        "postgresql://u:p@h:/d?sslmode=require& | postgresql://u@h:5432/d | p",
        "postgresql://u:p@h/d%20e | postgresql://u@h:5432/d%20e | p",
        "postgresql://u:p@h | postgresql://u@h:5432/u | p",
        "postgresql://u:p@/d | postgresql://u@localhost:5432/d | p",
        "postgresql://u:p@/d?host=/tmp&port=1 | postgresql://u@/tmp:1/d | p",
        "postgresql://u:p@%2Ftmp/d | postgresql://u@/tmp:5432/d | p",
        "host=h port=6543 password='a b\\'c' user = u dbname=d | postgresql://u@h:6543/d | a b'c",
        "host=h user=u password=a\\ b\\\\ | postgresql://u@h:5432/u | a b\\",
        "host=a,b port=1,2 user=u password=p dbname=d | postgresql://u@a:1,b:2/d | p",
        "host=a,b port=1 user=u password=p dbname=d | postgresql://u@a:1,b:1/d | p",
        "hostaddr=10.0.0.1 user=u password=p= dbname='' | postgresql://u@10.0.0.1:5432/u | p=",
        "host=/var/run/postgresql user=u password=p | postgresql://u@/var/run/postgresql:5432/u | p",
        "jdbc:postgresql://h:1/d?user=u&password=a+b%2B | postgresql://u@h:1/d | a b+",
        "jdbc:postgresql://[::1]:5433,h2/d?user=u&password=p | postgresql://u@[::1]:5433,h2:5432/d | p",
        "jdbc:postgresql:d?user=u&password=p | postgresql://u@localhost:5432/d | p",
        "jdbc:postgresql:/?user=u&password=p | postgresql://u@localhost:5432/u | p",
      })
  void eachFormIsTakenApart(String text, String shown, String password) {
    Dsn dsn = Dsn.parse(text);
    assertThat(dsn).hasToString(shown);
    assertThat(dsn.password().orElseThrow().reveal()).isEqualTo(password);
  }

  @Test
  void whatIsMissingHasADefault() {
    Dsn dsn = Dsn.parse("postgresql://");
    assertThat(dsn.hosts()).containsExactly(new HostPort("localhost", 5432));
    assertThat(dsn.user()).isEqualTo(ME);
    assertThat(dsn.database()).isEqualTo(ME);
    assertThat(dsn.password()).isEmpty();
  }

  @Test
  void aUserAloneIsTheDatabaseToo() {
    assertThat(Dsn.parse("user=app").database()).isEqualTo("app");
  }

  @Test
  void spaceAroundTheStringDoesNotCount() {
    assertThat(Dsn.parse(" postgresql://u@h/d\n")).hasToString("postgresql://u@h:5432/d");
  }

  @ParameterizedTest
  @CsvSource({
    "sslmode=verify-full, sslmode=verify-full",
    "ssl=true, sslmode=require",
    "ssl=verify-ca, sslmode=verify-ca",
    "connect_timeout=3, connectTimeout=3",
    "application_name=a+b, ApplicationName=a+b",
    "fallback_application_name=f&application_name=a, ApplicationName=a",
    "fallback_application_name=f, ApplicationName=f",
    "options=-c%20a%3Db, options=-c a=b",
    "keepalives=1, tcpKeepAlive=true",
    "target_session_attrs=read-write, targetServerType=primary",
    "target_session_attrs=prefer-standby, targetServerType=preferSecondary",
    "load_balance_hosts=random, loadBalanceHosts=true",
    "channel_binding=require, channelBinding=require",
    "schema=rag, currentSchema=rag",
    "connectTimeout=3, connectTimeout=3",
  })
  void parametersTakeTheDriversNames(String query, String expected) {
    Dsn dsn = Dsn.parse("postgresql://u@h/d?" + query);
    assertThat(
            dsn.parameters().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(",")))
        .isEqualTo(expected);
  }

  @Test
  void parametersWithoutEffectAreNamed() {
    Dsn dsn = Dsn.parse("postgresql://u@h/d?keepalives_idle=9&client_encoding=utf8");
    assertThat(dsn.parameters()).isEmpty();
    assertThat(dsn.ignored()).containsExactly("client_encoding", "keepalives_idle");
  }

  @Test
  void aJdbcUrlKeepsItsOwnMeaningOfSsl() {
    assertThat(Dsn.parse("jdbc:postgresql://h/d?ssl=true").parameters())
        .containsEntry("ssl", "true");
  }
}
