package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.dsn.Dsn;
import dev.redline.postgres.Endpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program that uses libpq is told of a server. */
class ClientAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://app:s3cret@db.example:6432/shop | postgresql://app@db.example:6432/shop",
        "postgresql://app@[::1]:6432/shop?sslmode=verify-full&sslrootcert=/ca%20x.pem | postgresql://app@[::1]:6432/shop?sslmode=verify-full&sslrootcert=%2Fca%20x.pem",
        "postgresql://a%40b@h1:1,h2:2/sh%20op | postgresql://a%40b@h1:1,h2:2/sh%20op",
        "postgresql://app@/shop?host=/var/run/postgresql&port=5433 | postgresql://app@/shop?host=%2Fvar%2Frun%2Fpostgresql&port=5433&gssencmode=disable&sslmode=disable",
      })
  void theUriOfAnEndpointLeadsToTheSameServerAndHoldsNoPassword(String given, String uri) {
    Dsn dsn = Dsn.parse(given);

    assertThat(new ClientAddress(new Endpoint(dsn.jdbcUrl(), dsn.properties())).uri())
        .isEqualTo(uri);
  }
}
