package dev.redline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import com.sun.jna.platform.linux.XAttrUtil;
import dev.redline.crash.TracedTests;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a server, replaced by an account that may do more than the server's. */
class GuardedFileTest {

  private static final byte[] NEXT = "next".getBytes(StandardCharsets.UTF_8);

  /** user::rw-, user:65534:r--, group::r--, mask::r--, other::--- */
  private static final byte[] ACL =
      HexFormat.of()
          .parseHex(
              "0200000001000600ffffffff02000400feff000004000400ffffffff10000400ffffffff20000000ffffffff");

  private static final int OWNER_BITS = 6;

  @TempDir private Path folder;

  @Test
  void ownerGroupAndModeStay() throws Exception {
    for (String mode : List.of("rw-r-----", "rw-r--r--", "rw-------")) {
      Path file = file(mode);
      give(file, asRoot() ? "root" : user(), asRoot() ? "nogroup" : group(file));
      String before = GuardedFile.at(file).attributes();

      GuardedFile.at(file).replace(NEXT);

      assertThat(file).hasBinaryContent(NEXT);
      assertThat(GuardedFile.at(file).attributes()).isEqualTo(before).contains(mode);
      Files.delete(file);
    }
  }

  @Test
  void theAclAndExtendedAttributesStay() throws Exception {
    assumeTrue(Platform.isLinux(), "ACLs are looked at on Linux");
    Path file = file("rw-r-----");
    XAttrUtil.lSetXAttr(file.toString(), "user.managed-by", "puppet");
    XAttrUtil.lSetXAttr(file.toString(), "system.posix_acl_access", ACL);
    String before = GuardedFile.at(file).attributes();

    GuardedFile.at(file).replace(NEXT);

    assertThat(GuardedFile.at(file).attributes())
        .isEqualTo(before)
        .contains("system.posix_acl_access=" + HexFormat.of().formatHex(ACL), "user.managed-by=");
  }

  @Test
  void anAclThatTheFolderGivesToNewFilesIsNotTakenOver() throws Exception {
    assumeTrue(Platform.isLinux(), "ACLs are looked at on Linux");
    Path file = file("rw-r--r--");
    byte[] forNew = ACL.clone();
    forNew[OWNER_BITS] = 7; // user::rwx, or nobody could work in a folder made there
    XAttrUtil.lSetXAttr(folder.toString(), "system.posix_acl_default", forNew);
    String before = GuardedFile.at(file).attributes();

    GuardedFile.at(file).replace(NEXT);

    assertThat(GuardedFile.at(file).attributes()).isEqualTo(before).doesNotContain("posix_acl");
  }

  @Test
  void aLinkToItStaysALink() throws Exception {
    Path file = file("rw-r-----");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    GuardedFile.at(link).replace(NEXT);

    assertThat(link).isSymbolicLink();
    assertThat(file).hasBinaryContent(NEXT);
  }

  @Test
  void aLinkThatTheServersAccountHasMadeToAFileOfRootsIsNotFollowed() throws Exception {
    assumeTrue(asRoot(), "needs root");
    Path secret = file("rw-------");
    Path link = Files.createSymbolicLink(folder.resolve("link.conf"), secret);
    Files.getFileAttributeView(link, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setOwner(account("nobody"));

    assertThatThrownBy(() -> GuardedFile.at(link))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("is a link to " + secret)
        .hasMessageContaining("it is not followed");
  }

  @Test
  void aFolderOnTheWayIsNoWayAroundThat() throws Exception {
    assumeTrue(asRoot(), "needs root");
    Path secret = Files.createDirectory(folder.resolve("etc")).resolve("postgresql.conf");
    Files.write(secret, NEXT);
    Path link = Files.createSymbolicLink(folder.resolve("data"), secret.getParent());
    Files.getFileAttributeView(link, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setOwner(account("nobody"));

    assertThatThrownBy(() -> GuardedFile.at(link.resolve("postgresql.conf")))
        .hasMessageContaining("it is not followed");
  }

  @Test
  void whatWasPutInTheWayIsNeitherWrittenNorGivenAway() throws Exception {
    Path victim = Files.writeString(folder.resolve("victim"), "root's");
    Path data = Files.createDirectory(folder.resolve("data"));
    Path file = Files.writeString(data.resolve("postgresql.conf"), "old");
    Files.createSymbolicLink(data.resolve("postgresql.conf.redline-tmp"), victim);
    Files.createSymbolicLink(data.resolve(".redline-new"), folder);
    Object owner = Files.getOwner(victim);

    GuardedFile.at(file).replace(NEXT);

    assertThat(file).hasBinaryContent(NEXT).isRegularFile();
    assertThat(victim).hasContent("root's");
    assertThat(Files.getOwner(victim)).isEqualTo(owner);
  }

  @Test
  void ourOwnFilesFollowNoLinkEither() throws Exception {
    Path victim = Files.writeString(folder.resolve("victim"), "root's");
    Path file = Files.writeString(folder.resolve("state"), "old");
    Files.createSymbolicLink(folder.resolve("state.redline-tmp"), victim);

    new AtomicFile(file).replace(NEXT);

    assertThat(victim).hasContent("root's");
    assertThat(file).hasBinaryContent(NEXT);
  }

  @Test
  void aFileWithTwoNamesIsRefusedRatherThanParted() throws Exception {
    Path file = file("rw-r-----");
    Files.createLink(folder.resolve("second"), file);

    assertThatThrownBy(() -> GuardedFile.at(file).replace(NEXT))
        .hasMessageContaining("it has 2 names (hard links)");
    assertThat(file).hasContent("old");
  }

  @Test
  void whatAKilledRunHasLeftIsTidiedAndNothingElseStays() throws Exception {
    Path file = file("rw-r-----");
    Path left =
        Files.createDirectory(
            folder.resolve(".redline-new"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(left.resolve(".redline-content"), "half");

    GuardedFile.at(file).replace(NEXT);

    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries).containsExactly(file);
    }
  }

  @Test
  void aNewFileBelongsToTheOwnerOfItsFolderAlone() throws Exception {
    Path file = folder.resolve("postgresql.conf.bak");

    GuardedFile.at(file).replace(NEXT);

    assertThat(Files.getOwner(file)).isEqualTo(Files.getOwner(folder));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  /** The kernel is told as whom, and makes the file as that one: nothing is left to be given. */
  @Test
  void whatTheServersAccountCanDoIsDoneAsThatAccount() throws Exception {
    TracedTests.require();
    assumeTrue(asRoot(), "root alone may work as another account");
    give(folder, "postgres", "postgres");
    Path file = file("rw-r-----");
    give(file, "postgres", "postgres");
    long account = TrustedPath.uid(folder);

    List<String> calls = traced(file);

    int as = calls.indexOf("setfsuid(" + account + ") = 0");
    int back = calls.lastIndexOf("setfsuid(0) = " + account);
    assertThat(calls.subList(as, back))
        .anyMatch(call -> call.matches("mkdir.*\\.redline-new.* = 0"))
        .anyMatch(call -> call.matches("openat.*\\.redline-content.*O_CREAT.*"))
        .anyMatch(call -> call.matches("rename.*postgresql\\.conf.* = 0"))
        .noneMatch(call -> call.contains("chown"));
    assertThat(calls.subList(back, calls.size()))
        .noneMatch(call -> call.matches("(mkdir|rename|unlink).*" + folder + ".*"));
    assertThat(file).hasBinaryContent(NEXT);
    assertThat(GuardedFile.at(file).attributes()).startsWith("postgres:postgres rw-r-----");
  }

  @Test
  void whatTheServersAccountCannotDoIsDoneByRoot() throws Exception {
    assumeTrue(asRoot(), "root alone may work as another account");
    give(folder, "postgres", "postgres");
    for (List<String> owner : List.of(List.of("root", "postgres"), List.of("postgres", "adm"))) {
      Path file = file("rw-r-----");
      give(file, owner.get(0), owner.get(1));
      String before = GuardedFile.at(file).attributes();

      GuardedFile.at(file).replace(NEXT);

      assertThat(file).hasBinaryContent(NEXT);
      assertThat(GuardedFile.at(file).attributes()).isEqualTo(before);
      GuardedFile.nameAt(file).delete();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void whatTheServersAccountKeepsItselfFromDoingIsNotDoneByRoot() throws Exception {
    assumeTrue(asRoot(), "root alone may work as another account");
    Path data = dataOf("postgres");
    Path file = data.resolve("postgresql.conf");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));

    assertThatThrownBy(() -> GuardedFile.at(file).replace(NEXT))
        .isInstanceOf(FileSystemException.class);
    assertThat(file).hasContent("old");
  }

  @Test
  void aWayThatOthersHaveClosedToTheServersAccountIsGoneByRoot() throws Exception {
    assumeTrue(asRoot(), "root alone may work as another account");
    Path file = dataOf("postgres").resolve("postgresql.conf");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

    GuardedFile.at(file).replace(NEXT);

    assertThat(file).hasBinaryContent(NEXT);
    assertThat(GuardedFile.at(file).attributes()).startsWith("postgres:postgres ");
  }

  /** The server's account owns the folder above its data, too, and exchanges the latter. */
  @Test
  void aFolderThatBecomesALinkMeanwhileLeadsNowhere() throws Exception {
    assumeTrue(asRoot(), "needs root");
    Path data = dataOf("postgres");
    Path etc = Files.createDirectory(folder.resolve("etc"));
    Path secret = Files.writeString(etc.resolve("postgresql.conf"), "root's");
    GuardedFile guarded = GuardedFile.at(data.resolve("postgresql.conf"));
    GuardedFile added = GuardedFile.at(data.resolve("added.conf"));
    Files.move(data, folder.resolve("data-before"));
    linkOf("postgres", data, etc);

    assertThatThrownBy(() -> guarded.replace(NEXT)).hasMessageContaining("another folder");
    assertThatThrownBy(() -> added.replace(NEXT)).hasMessageContaining("another folder");
    assertThatThrownBy(guarded::read).hasMessageContaining("another folder");
    assertThatThrownBy(guarded::delete).hasMessageContaining("another folder");
    assertThat(secret).hasContent("root's");
    assertThat(etc.toFile().list()).containsExactly("postgresql.conf");
  }

  /** Thousands of exchanges while a file of root's is replaced and one is added. */
  @Test
  void whoeverKeepsExchangingTheFolderGetsNothingWrittenElsewhere() throws Exception {
    assumeTrue(asRoot(), "needs root");
    Path data = dataOf("postgres");
    Path file = data.resolve("postgresql.conf");
    give(file, "root", "postgres");
    Path etc = Files.createDirectory(folder.resolve("etc"));
    Path link = linkOf("postgres", folder.resolve("link"), etc);
    Path aside = folder.resolve("aside");
    AtomicInteger rounds = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    Thread attacker = new Thread(() -> exchange(data, link, aside, rounds, enough));
    attacker.start();
    int refused = 0;
    int tried = 0;
    while (rounds.get() < 5_000) {
      tried++;
      try {
        GuardedFile.at(file).replace(NEXT);
        GuardedFile.at(data.resolve("added.conf")).replace(NEXT);
      } catch (IOException e) {
        refused++;
      }
    }
    enough.set(true);
    attacker.join();

    assertThat(etc).isEmptyDirectory();
    assertThat(refused).isPositive().isLessThanOrEqualTo(tried);
  }

  private static void exchange(
      Path data, Path link, Path aside, AtomicInteger rounds, AtomicBoolean enough) {
    try {
      while (!enough.get()) {
        Files.move(data, aside);
        Files.move(link, data);
        Files.move(data, link);
        Files.move(aside, data);
        rounds.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFolderOfRootsThatIsMovedToOurNameKeepsItsFiles() throws Exception {
    Path file = file("rw-r-----");
    Path backup =
        Files.createDirectory(
            folder.resolve(".redline-new"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path kept = Files.writeString(backup.resolve("postgresql.conf"), "root's backup");

    GuardedFile.at(file).replace(NEXT);

    assertThat(file).hasBinaryContent(NEXT);
    assertThat(kept).hasContent("root's backup");
  }

  @Test
  void aHugeFileIsNotReadIntoMemory() throws Exception {
    Path file = file("rw-r-----");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }

    assertThatThrownBy(() -> GuardedFile.at(file).read())
        .hasMessageContaining("it has 1099511627776 bytes, and at most 67108864 are read");
  }

  private static Path linkOf(String account, Path link, Path target) throws Exception {
    Files.createSymbolicLink(link, target);
    Files.getFileAttributeView(link, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setOwner(account(account));
    return link;
  }

  /** A folder of an account with a file of its own. */
  private Path dataOf(String account) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = Files.createDirectory(folder.resolve("data"));
    Path file = Files.writeString(data.resolve("postgresql.conf"), "old");
    give(data, account, account);
    give(file, account, account);
    return data;
  }

  /** Replaces the file in a process of its own, and returns its calls, without those of others. */
  private List<String> traced(Path file) throws Exception {
    Path log = Files.createTempFile("redline-calls-", ".txt");
    Process run =
        new ProcessBuilder(
                "strace",
                "-f",
                "-qq",
                "-e",
                "trace=%file,setfsuid,fchown,fchmod",
                "-o",
                log.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Replacing.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    assertThat(run.waitFor()).isZero();
    List<String> calls =
        Files.readAllLines(log).stream()
            .map(line -> line.replaceFirst("^\\d+ +", "").replaceAll(" +", " "))
            .toList();
    Files.delete(log);
    return calls;
  }

  /** One replacement. */
  static final class Replacing {
    public static void main(String[] arguments) throws Exception {
      GuardedFile.at(Path.of(arguments[0])).replace(NEXT);
    }
  }

  private Path file(String mode) throws Exception {
    Path file = Files.writeString(folder.resolve("postgresql.conf"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }

  private static void give(Path file, String owner, String group) throws Exception {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    view.setOwner(account(owner));
    view.setGroup(
        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(group));
  }

  private static UserPrincipal account(String name) throws Exception {
    return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
  }

  private static String group(Path file) throws Exception {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class)
        .readAttributes()
        .group()
        .getName();
  }

  private static String user() {
    return System.getProperty("user.name");
  }

  private static boolean asRoot() {
    return user().equals("root");
  }
}
