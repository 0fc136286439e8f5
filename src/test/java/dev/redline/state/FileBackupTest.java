package dev.redline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import com.sun.jna.platform.linux.XAttrUtil;
import dev.redline.postgres.ServerFiles;
import dev.redline.target.FilesOfThisMachine;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is proven to be back, and is put back, with all that it has besides its content. */
class FileBackupTest {

  private static final String CONTENT = "work_mem = 4MB\n";

  /** user::rw-, user:65534:r--, group::r--, mask::r--, other::--- */
  private static final byte[] ACL =
      HexFormat.of()
          .parseHex(
              "0200000001000600ffffffff02000400feff000004000400ffffffff10000400ffffffff20000000ffffffff");

  private final ServerFiles files = FilesOfThisMachine.files();

  @TempDir private Path folder;
  private Path file;
  private FileBackup before;

  @BeforeEach
  void keep() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    file = Files.writeString(folder.resolve("postgresql.conf"), CONTENT);
    mode("rw-r-----");
    before = FileBackup.of(file.toString(), files);
    before.keep(files);
  }

  @Test
  void anotherModeIsNamedAndMendedThoughTheContentIsInPlace() throws IOException {
    mode("rw-rw-rw-");
    assertThat(attributes())
        .returns(Status.FAIL, Verdict::status)
        .asString()
        .contains("owner, group, mode and ACL of " + file, "rw-rw-rw-", "rw-r-----");

    before.restore(files);

    assertThat(before.proofOfReturn(files).passed()).isTrue();
    assertThat(file).hasContent(CONTENT);
  }

  @Test
  void anotherOwnerIsNamedAndMended() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "needs root");
    Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertThat(attributes())
        .returns(Status.FAIL, Verdict::status)
        .asString()
        .contains("nobody:", "root:");

    before.restore(files);

    assertThat(before.proofOfReturn(files).passed()).isTrue();
  }

  @Test
  void anAclThatWasAddedOrTakenAwayIsNamedAndMended() throws IOException {
    assumeTrue(Platform.isLinux(), "ACLs are looked at on Linux");
    XAttrUtil.lSetXAttr(file.toString(), "system.posix_acl_access", ACL);
    assertThat(attributes().status()).isEqualTo(Status.FAIL);
    before.restore(files);
    assertThat(before.proofOfReturn(files).passed()).isTrue();

    XAttrUtil.lSetXAttr(file.toString(), "system.posix_acl_access", ACL);
    FileBackup withAcl = FileBackup.of(file.toString(), files);
    XAttrUtil.lRemoveXAttr(file.toString(), "system.posix_acl_access");
    withAcl.restore(files);
    assertThat(withAcl.proofOfReturn(files).passed()).isTrue();
  }

  @Test
  void contentAndModeComeBackTogether() throws IOException {
    Files.writeString(file, "work_mem = 5MB\n");
    mode("rw-------");

    before.restore(files);

    assertThat(before.proofOfReturn(files).passed()).isTrue();
  }

  @Test
  void aFileThatIsGoneComesBackWithItsMode() throws IOException {
    Files.delete(file);

    before.restore(files);

    assertThat(before.proofOfReturn(files).passed()).isTrue();
  }

  @Test
  void whatCannotBeGivenBackIsLeftToTheProof() throws IOException {
    Files.writeString(file, "work_mem = 5MB\n");
    FileBackup gone =
        new FileBackup(
            before.file(), before.backup(), before.sha256(), "no-such-account:root rw-r-----");

    gone.restore(files);

    assertThat(file).hasContent(CONTENT);
    assertThat(gone.proofOfReturn(files).verdicts())
        .extracting(Verdict::status)
        .containsExactly(Status.PASS, Status.FAIL);
  }

  @Test
  void attributesThatNobodyNotedAreLeft() throws IOException {
    mode("rw-------");
    FileBackup old = new FileBackup(before.file(), before.backup(), before.sha256(), null);

    old.restore(files);

    assertThat(old.proofOfReturn(files).passed()).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  /** The second verdict of the proof. */
  private Verdict attributes() {
    return before.proofOfReturn(files).verdicts().get(1);
  }

  private void mode(String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
