package dev.redline.dsn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadDsnTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "postgresql://u:SE@CRET@h/d | more than one @",
        "postgresql://u:SE/CRET@h/d | an @ after the first /",
        "postgresql://u:12/CRET@h/d | an @ after the first /",
        "postgresql://u:SE?CRET@h/d | a ? before the @",
        "postgresql://h?password=SE@CRET | a ? before the @",
        "postgresql://u:SE@h/CRET?RET | not of the form name=value",
        "postgresql://h/d?password=SE=CRET | not of the form name=value",
        "postgresql://h/d?password=SE&CRET=1 | known neither to libpq nor to the JDBC driver",
        "postgresql://u:SE%CRET@h/d | a % is not followed",
        "postgresql://u:SECRET%00@h/d | a % is not followed",
        "postgresql://u:SECRET | a port is not a whole number from 1 to 65535",
        "postgresql://u:x@h:0/d | a port is not a whole number from 1 to 65535",
        "postgresql://u:x@h:65536/d | a port is not a whole number from 1 to 65535",
        "postgresql://u:x@[::1/d | brackets of an IPv6 host",
        "postgresql://u:x@h h/d | a host is neither a name nor an address",
        "postgresql://h/d?service=x | the parameter service has no counterpart",
        "postgresql://h/d?target_session_attrs=SECRET | is none of any, prefer-standby, primary",
        "host=h password=SE CRET | an = is missing",
        "host=h password=SE CRET=x | known neither to libpq nor to the JDBC driver",
        "host=h password='SECRET | a single quote is not closed",
        "host=h hostaddr=10.0.0.1 | host and hostaddr are both given",
        "host=a,b,c port=1,2 | the number of ports",
        "dbname=postgresql://u:SECRET@h/d | the database is a connection string itself",
        "u:SECRET@h/d | an = is missing",
        "mysql://u:SECRET@h/d | starts with mysql://, which is not PostgreSQL",
        "jdbc:mysql://u:SECRET@h/d | an = is missing",
      })
  void aBadStringIsRefusedWithoutBeingShown(String text, String reason) {
    assertThatThrownBy(() -> Dsn.parse(text))
        .isInstanceOf(DsnException.class)
        .hasNoCause()
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("SE@")
        .doesNotContain("CRET");
  }

  @Test
  void theErrorSaysWhichFormWasRead() {
    assertThatThrownBy(() -> Dsn.parse("postgresql+asyncpg://u:SECRET"))
        .hasMessage(
            "The postgresql+asyncpg:// connection string: a port is not a whole number from 1 to"
                + " 65535.");
  }

  @Test
  void aSocketGetsAFactoryOfItsOwn() {
    Dsn dsn = Dsn.parse("postgresql:///d?host=/var/run/postgresql");
    assertThat(dsn.jdbcUrl()).isEqualTo("jdbc:postgresql://localhost:5432/d");
    assertThat(dsn.properties().getProperty("socketFactoryArg"))
        .isEqualTo("/var/run/postgresql/.s.PGSQL.5432");
  }
}
