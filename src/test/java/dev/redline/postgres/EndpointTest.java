package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class EndpointTest {

  @Test
  void anEndpointShowsAddressAndAccountAndNoPassword() {
    assertThat(Endpoint.loopback(5432, "rag", "app", "SECRET"))
        .hasToString("postgresql://127.0.0.1:5432/rag as app");
  }

  @Test
  void parametersOfTheUrlAreNotShownBecauseAPasswordMayBeAmongThem() {
    assertThat(new Endpoint("jdbc:postgresql://one/rag?password=SECRET&ssl=true", app()))
        .hasToString("postgresql://one/rag as app");
  }

  @Test
  void anEndpointWithoutAccountSaysSo() {
    assertThat(new Endpoint("jdbc:postgresql://one/rag", new Properties()))
        .hasToString("postgresql://one/rag as (none)");
  }

  private static Properties app() {
    Properties properties = new Properties();
    properties.setProperty("user", "app");
    return properties;
  }
}
