package dev.redline.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.Driver;

/** What the driver makes of a URL of ours. */
class DsnDriverTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://u:p@h1:1,h2/d | h1,h2 | 1,5432 | d",
        "postgresql://u:p@[::1]:5433/d | [::1] | 5433 | d",
        "postgresql://u:p@h/d%20e%2Ff%3Fg%2B | h | 5432 | d e/f?g+",
      })
  void theUrlLeadsTheDriverToTheSameServer(String text, String host, String port, String database) {
    Properties parsed = Driver.parseURL(Dsn.parse(text).jdbcUrl(), null);
    assertThat(parsed)
        .containsEntry("PGHOST", host)
        .containsEntry("PGPORT", port)
        .containsEntry("PGDBNAME", database)
        .doesNotContainKeys("user", "password");
  }

  @Test
  void credentialsAndParametersAreProperties() {
    Dsn dsn = Dsn.parse("postgresql://u:p@h/d?sslmode=require&sslpassword=k&application_name=eval");
    assertThat(dsn.jdbcUrl()).isEqualTo("jdbc:postgresql://h:5432/d");
    assertThat(dsn.properties())
        .containsEntry("user", "u")
        .containsEntry("password", "p")
        .containsEntry("sslpassword", "k")
        .containsEntry("sslmode", "require")
        .containsEntry("ApplicationName", "eval")
        .hasSize(5);
  }

  @Test
  void propertiesCanBeChangedWithoutChangingTheDsn() {
    Dsn dsn = Dsn.parse("postgresql://u:p@h/d");
    dsn.properties().setProperty("user", "other");
    assertThat(dsn.properties()).containsEntry("user", "u");
  }
}
