package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

  @TempDir private Path home;

  @Test
  void keeps_a_second_run_away_until_the_first_lets_go() {
    Path file = home.resolve("lock");
    try (HomeLock first = HomeLock.take(file)) {
      assertThatThrownBy(() -> HomeLock.take(file))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("Another run uses the server in " + home);
    }
    assertThatCode(() -> HomeLock.take(file).close()).doesNotThrowAnyException();
  }
}
