package dev.redline.dsn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DsnResolverTest {

  private static final String ONE = "postgresql://app:SECRET@one/rag";
  private static final String TWO = "postgresql://app:CRETSE@two/rag";

  @Test
  void nothingSetIsNone() {
    assertThat(resolve(Map.of())).isEqualTo(new Resolution.None());
  }

  @Test
  void emptyAndBlankCountAsUnset() {
    assertThat(resolve(Map.of("DATABASE_URL", "", "POSTGRES_DSN", " ")))
        .isEqualTo(new Resolution.None());
  }

  @Test
  void theCanonicalVariableDecides() {
    assertThat(resolve(Map.of("DATABASE_URL", ONE)))
        .isEqualTo(
            new Resolution.Server(Dsn.parse(ONE), "DATABASE_URL", Optional.empty(), List.of()));
  }

  @Test
  void theFallbackDecidesWhereTheCanonicalIsEmpty() {
    assertThat(resolve(Map.of("DATABASE_URL", "", "POSTGRES_DSN", TWO)))
        .isEqualTo(
            new Resolution.Server(Dsn.parse(TWO), "POSTGRES_DSN", Optional.empty(), List.of()));
  }

  @Test
  void theSameServerInTwoFormsIsNoMismatch() {
    String other = "host=ONE dbname=rag user=app password=other";
    assertThat(resolve(Map.of("DATABASE_URL", ONE, "POSTGRES_DSN", other)))
        .isEqualTo(
            new Resolution.Server(Dsn.parse(ONE), "DATABASE_URL", Optional.empty(), List.of()));
  }

  @Test
  void differentServersAreRefusedWhereStrict() {
    assertThatThrownBy(() -> resolve(Map.of("DATABASE_URL", ONE, "POSTGRES_DSN", TWO)))
        .isInstanceOf(DsnException.class)
        .hasMessage(
            "DATABASE_URL is postgresql://app@one:5432/rag, but POSTGRES_DSN is"
                + " postgresql://app@two:5432/rag. Unset one of them, make them the same, or"
                + " add -Ddsn=warn to take DATABASE_URL.");
  }

  @Test
  void differentServersAreAWarningWhereAskedFor() {
    Resolution resolution = warning(Map.of("DATABASE_URL", ONE, "POSTGRES_DSN", TWO));
    String difference =
        "DATABASE_URL is postgresql://app@one:5432/rag, but POSTGRES_DSN is"
            + " postgresql://app@two:5432/rag. DATABASE_URL is used.";
    assertThat(resolution)
        .isEqualTo(
            new Resolution.Server(
                Dsn.parse(ONE), "DATABASE_URL", Optional.of(difference), List.of(difference)));
  }

  @Test
  void eachOfPortDatabaseAndUserMakesADifference() {
    for (String other : List.of("app@one:1/rag", "app@one/other", "other@one/rag")) {
      Map<String, String> environment =
          Map.of("DATABASE_URL", ONE, "POSTGRES_DSN", "postgresql://" + other);
      assertThatThrownBy(() -> resolve(environment)).hasMessageContaining("make them the same");
    }
  }

  @Test
  void mockMeansNoServer() {
    assertThat(resolve(Map.of("DATABASE_URL", "mock://test")))
        .isEqualTo(new Resolution.Mock("DATABASE_URL", List.of()));
  }

  @Test
  void mockBesideAServerIsAMismatch() {
    Map<String, String> environment = Map.of("DATABASE_URL", "mock://test", "POSTGRES_DSN", ONE);
    assertThatThrownBy(() -> resolve(environment))
        .hasMessageStartingWith(
            "DATABASE_URL is mock://test, but POSTGRES_DSN is postgresql://app@");
    assertThat(warning(environment))
        .isInstanceOfSatisfying(
            Resolution.Mock.class, mock -> assertThat(mock.warnings()).hasSize(1));
  }

  @Test
  void anotherMockIsNoServerEither() {
    assertThatThrownBy(() -> resolve(Map.of("DATABASE_URL", "mock://other")))
        .hasMessageContaining("starts with mock://, which is not PostgreSQL");
  }

  @Test
  void anUnreadableVariableIsNamed() {
    assertThatThrownBy(() -> resolve(Map.of("POSTGRES_DSN", "postgresql://u:SECRET")))
        .isInstanceOf(DsnException.class)
        .hasMessageStartingWith(
            "POSTGRES_DSN cannot be used. The postgresql:// connection string:");
  }

  @Test
  void anUnreadableFallbackIsAWarningBesideAGoodCanonical() {
    Map<String, String> environment = Map.of("DATABASE_URL", ONE, "POSTGRES_DSN", "h:SECRET");
    assertThatThrownBy(() -> resolve(environment)).hasMessageStartingWith("POSTGRES_DSN cannot");
    assertThat(warning(environment))
        .isInstanceOfSatisfying(
            Resolution.Server.class,
            server -> assertThat(server.warnings().get(0)).endsWith("DATABASE_URL is used."));
  }

  @Test
  void parametersWithoutEffectAreAWarning() {
    assertThat(resolve(Map.of("DATABASE_URL", ONE + "?keepalives_idle=9")))
        .isInstanceOfSatisfying(
            Resolution.Server.class,
            server ->
                assertThat(server.warnings())
                    .containsExactly(
                        "DATABASE_URL: the parameter keepalives_idle has no effect here."));
  }

  private static Resolution resolve(Map<String, String> environment) {
    return new DsnResolver(environment, Mismatch.STRICT).resolve();
  }

  private static Resolution warning(Map<String, String> environment) {
    return new DsnResolver(environment, Mismatch.WARN).resolve();
  }
}
