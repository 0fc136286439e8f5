package dev.redline.files;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * An account as which root works on files (Linux): the kernel checks and creates them as that
 * account, in this thread alone, without a process that could outlive the run.
 *
 * @param user its number, not 0
 * @param group its number
 */
record ActingAccount(int user, int group) {

  /** What a folder and its entries take besides the content. */
  private static final int ROOM = 1 << 16;

  private static final Set<PosixFilePermission> OPEN =
      Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

  /** What the kernel takes for a question. */
  private static final int WHO = -1;

  /** Our classes may lie where the account may not read: what is needed is loaded before. */
  private static final boolean LOADED = triedOnce();

  /** Something done with files. */
  @FunctionalInterface
  interface Work {
    void done() throws IOException;
  }

  /** Whether this account may act for that of a folder, and the folder is not its own. */
  static boolean mayActFor(Path folder) throws IOException {
    return LOADED && TrustedPath.ours() == 0 && TrustedPath.uid(folder) != 0;
  }

  private static boolean triedOnce() {
    if (!Platform.isLinux()) {
      return false;
    }
    try {
      Path folder = Files.createTempDirectory("redline-acting-");
      Path file = Files.createFile(folder.resolve("tried"));
      GuardedFile.at(file).replace(new byte[1]);
      GuardedFile.nameAt(file).delete();
      Files.delete(folder);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether the account could not give a file these: another's owner, a group that is not its
   * folder's, attributes of the system.
   */
  static boolean mayNotGive(FileAttributes wanted, Path folder) throws IOException {
    PosixFileAttributes its = FileAttributes.posix(folder);
    return !wanted.owner().equals(its.owner())
        || !wanted.group().equals(its.group())
        || ExtendedAttributes.needRoot(wanted.extended().keySet());
  }

  /**
   * Whether it was kept from working in its folder by what it cannot have brought about to have
   * root do it: a way there that others have closed, or a disk that is full but for root's reserve.
   */
  static boolean isKeptOut(IOException failure, Path folder, int bytes) throws IOException {
    return failure instanceof AccessDeniedException
        ? !hasClosedTheWay(folder)
        : Files.getFileStore(folder).getUsableSpace() < bytes + ROOM;
  }

  private static boolean hasClosedTheWay(Path folder) throws IOException {
    long account = TrustedPath.uid(folder);
    for (Path on = folder; on != null; on = on.getParent()) {
      Set<PosixFilePermission> its = FileAttributes.posix(on).permissions();
      if (TrustedPath.uid(on) == account
          && !its.containsAll(on.equals(folder) ? OPEN : Set.of(OWNER_EXECUTE))) {
        return true;
      }
    }
    return false;
  }

  /** The owner and the group of a folder. */
  static ActingAccount of(Path folder) throws IOException {
    int group = (Integer) Files.getAttribute(folder, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    return new ActingAccount((int) TrustedPath.uid(folder), group);
  }

  /**
   * Works as the account.
   *
   * @throws IOException of the work, and if the kernel refuses
   */
  void does(Work work) throws IOException {
    try {
      become("setfsgid", group);
      become("setfsuid", user);
      work.done();
    } finally {
      become("setfsuid", 0);
      become("setfsgid", 0);
    }
  }

  /** The group is ours again only after the user is, who could not take it back. */
  private static void become(String call, int number) throws IOException {
    Function function = Function.getFunction("c", call);
    function.invokeInt(new Object[] {number});
    if (function.invokeInt(new Object[] {WHO}) != number) {
      throw new IOException("%s(%d) was refused".formatted(call, number));
    }
  }
}
