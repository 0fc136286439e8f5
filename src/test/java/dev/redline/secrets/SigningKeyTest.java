package dev.redline.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The key that signs: made once, for its owner alone, or given by the environment. */
class SigningKeyTest {

  private static final String GIVEN = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;

  @Test
  void theFirstUseMakesAFileForItsOwnerAloneAndLaterOnesReadIt() throws Exception {
    SigningKey first = SigningKey.of(Map.of(), folder.resolve("redline"));
    Path file = folder.resolve("redline/key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(SigningKey.of(Map.of(), folder.resolve("redline")).id()).isEqualTo(first.id());
  }

  @Test
  void aFileThatOthersCanReadIsRefusedWithTheWayOut() throws Exception {
    SigningKey.of(Map.of(), folder);
    Files.setPosixFilePermissions(
        folder.resolve("key"), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SigningKey.of(Map.of(), folder))
        .isInstanceOf(SigningKeyException.class)
        .hasMessageContaining("chmod 600 " + folder.resolve("key"));
  }

  @Test
  void aFileOfAnotherAccountIsRefusedThoughItsModeIsRight() throws Exception {
    SigningKey.of(Map.of(), folder);
    Path file = folder.resolve("key");
    assumeTrue(Files.getOwner(file).getName().equals("root"), "needs root");
    Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertThatThrownBy(() -> SigningKey.of(Map.of(), folder))
        .isInstanceOf(SigningKeyException.class)
        .hasMessageContainingAll(file.toString(), "belongs to nobody");
  }

  @Test
  @Timeout(60)
  void aPipeInThePlaceOfTheKeyIsRefusedInsteadOfWaitedFor() throws Exception {
    new ProcessBuilder("mkfifo", "-m", "600", folder.resolve("key").toString()).start().waitFor();
    assertThatThrownBy(() -> SigningKey.of(Map.of(), folder))
        .isInstanceOf(SigningKeyException.class)
        .hasMessageContaining("no regular file");
  }

  @Test
  void theEnvironmentGivesAKeyWhereNoFileOutlivesTheRun() {
    SigningKey key = SigningKey.of(Map.of(SigningKey.VARIABLE, GIVEN), folder);
    assertThat(folder.resolve("key")).doesNotExist();
    assertThat(key.verifies("approval", "text", key.sign("approval", "text"))).isTrue();
    assertThatThrownBy(() -> SigningKey.of(Map.of(SigningKey.VARIABLE, "short"), folder))
        .hasMessageContaining("has 5 characters; it needs 32 or more");
  }

  @Test
  void aSignatureHoldsForOneKeyOnePurposeAndOneText() {
    SigningKey key = SigningKey.of(Map.of(SigningKey.VARIABLE, GIVEN), folder);
    SigningKey other = SigningKey.of(Map.of(), folder);
    String signature = key.sign("approval", "text");
    assertThat(other.verifies("approval", "text", signature)).isFalse();
    assertThat(key.verifies("journal head", "text", signature)).isFalse();
    assertThat(key.verifies("approval", "texts", signature)).isFalse();
  }

  @Test
  void whatTellsKeysApartGivesNoneAway() {
    SigningKey key = SigningKey.of(Map.of(SigningKey.VARIABLE, GIVEN), folder);
    assertThat(key.toString()).matches("key [0-9a-f]{8}").doesNotContain(GIVEN.substring(0, 8));
  }
}
