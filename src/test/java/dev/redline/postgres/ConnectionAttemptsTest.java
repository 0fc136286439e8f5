package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.failsafe.RetryPolicyConfig;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionAttemptsTest {

  @ParameterizedTest
  @ValueSource(strings = {"08000", "08001", "08003", "08004", "08006", "08P01", "57P03", "53300"})
  void aBrokenConnectionAStartingAndAFullServerMayPass(String state) {
    assertThat(ConnectionAttempts.mayPass(new SQLException("any", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "28P01", "28000", "3D000", "42501", "53200", "57P01", "57P02", "22023", "0A000", ""
      })
  void wrongCredentialsAMissingDatabaseAndAllElseDoNot(String state) {
    assertThat(ConnectionAttempts.mayPass(new SQLException("any", state))).isFalse();
  }

  @Test
  void aFailureWithoutStateIsNotTriedAgain() {
    assertThat(ConnectionAttempts.mayPass(new SQLException("any"))).isFalse();
  }

  @Test
  void aFailureThatIsNotTheDriversIsNotTriedAgain() {
    assertThat(ConnectionAttempts.mayPass(new IOException("08001"))).isFalse();
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    RetryPolicyConfig<Object> policy =
        new ConnectionAttempts(3, Duration.ofMillis(200), Duration.ofSeconds(2))
            .policy()
            .getConfig();

    assertThat(policy.getMaxAttempts()).isEqualTo(3);
    assertThat(policy.getDelay()).isEqualTo(Duration.ofMillis(200));
    assertThat(policy.getDelayFactor()).isEqualTo(2);
    assertThat(policy.getMaxDelay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.getJitterFactor()).isEqualTo(0.25);
  }

  @Test
  void aFirstPauseThatIsAlsoTheLongestMakesAllPausesAlike() {
    RetryPolicyConfig<Object> policy =
        new ConnectionAttempts(3, Duration.ofSeconds(1), Duration.ofSeconds(1))
            .policy()
            .getConfig();

    assertThat(policy.getDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.getMaxDelay()).isNull();
  }
}
