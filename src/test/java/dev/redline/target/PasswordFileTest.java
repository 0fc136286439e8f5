package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {

  @TempDir private Path home;
  private PasswordFile file;

  @BeforeEach
  void create() {
    file = new PasswordFile(home.resolve("password"));
  }

  @Test
  void only_the_owner_reads_the_password() throws IOException {
    file.create();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
  }

  @Test
  void each_password_is_new_and_needs_no_quoting() {
    file.create();
    String first = file.read();
    file.create();
    assertThat(file.read()).isNotEqualTo(first).matches("[A-Za-z0-9_-]{32}");
  }

  @Test
  void a_lost_password_says_what_to_do() {
    assertThatThrownBy(file::read)
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("-Dfresh");
  }
}
