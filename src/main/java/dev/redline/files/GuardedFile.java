package dev.redline.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/**
 * A file in a folder in which accounts may write that are trusted less than ours, such as a
 * server's configuration for root. Root works as the account that owns the folder, where that one
 * owns the file, too, and can do it. No link of theirs is followed; what is replaced keeps owner,
 * group, mode, ACL and extended attributes; a link to it stays a link.
 */
public final class GuardedFile {

  private static final Set<PosixFilePermission> WRITE_OF_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private static final int MOST_BYTES = 64 << 20;

  private final Path file;
  private final Path folder;

  private GuardedFile(Path file) {
    this.file = file;
    this.folder = Objects.requireNonNull(file.getParent());
  }

  /**
   * The file that a path leads to.
   *
   * @throws FileSystemException if a link on the way is not to be trusted; the reason names it
   */
  public static GuardedFile at(Path path) throws IOException {
    return new GuardedFile(TrustedPath.of(path.toAbsolutePath()));
  }

  /**
   * The path itself, should it be a link: to remove it.
   *
   * @throws FileSystemException as {@link #at}
   */
  public static GuardedFile nameAt(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path folder = TrustedPath.of(Objects.requireNonNull(absolute.getParent()));
    return new GuardedFile(folder.resolve(Objects.requireNonNull(absolute.getFileName())));
  }

  /** Whether a regular file is there. */
  public boolean exists() {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The whole content of a regular file.
   *
   * @throws FileSystemException if it is something else, or of more bytes than any configuration
   */
  public byte[] read() throws IOException {
    return seen(this::read);
  }

  private byte[] read(Path at) throws IOException {
    if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(file.toString(), null, "it is not a regular file");
    }
    try (SeekableByteChannel channel =
        Files.newByteChannel(at, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      if (channel.size() > MOST_BYTES) {
        throw new FileSystemException(
            file.toString(),
            null,
            "it has %d bytes, and at most %d are read".formatted(channel.size(), MOST_BYTES));
      }
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
      while (content.hasRemaining() && channel.read(content) >= 0) {
        // until the end
      }
      return Arrays.copyOf(content.array(), content.position());
    }
  }

  private interface Look<T> {
    T at(Path file) throws IOException;
  }

  /** What root sees may be no other folder's; another account sees what it may see anyway. */
  private <T> T seen(Look<T> look) throws IOException {
    if (TrustedPath.ours() != 0) {
      return look.at(file);
    }
    try (OpenFolder open = OpenFolder.at(folder)) {
      return look.at(open.through().resolve(file.getFileName()));
    }
  }

  /** Owner, group, mode, ACL and extended attributes, equal where those are equal. */
  public String attributes() throws IOException {
    return seen(FileAttributes::of).toString();
  }

  /**
   * Makes {@code content} the whole content, all or nothing, on disk when this returns. A new file
   * belongs to the owner of its folder, mode 0600.
   *
   * @throws FileSystemException if the attributes cannot be kept, or somebody interferes; the old
   *     content is then still there
   */
  public void replace(byte[] content) throws IOException {
    requireOneName();
    replace(content, exists() ? seen(FileAttributes::of) : FileAttributes.ofNewIn(folder));
  }

  /** The same with what {@link #attributes} has said before, whatever the file has by now. */
  public void replace(byte[] content, String attributes) throws IOException {
    requireOneName();
    replace(content, FileAttributes.parse(attributes));
  }

  private void replace(byte[] content, FileAttributes wanted) throws IOException {
    UserPrincipal owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
    work(
        !ActingAccount.mayNotGive(wanted, folder),
        content.length,
        () -> replaceAs(owner, content, wanted),
        () -> replaceAs(TrustedPath.us(), content, wanted));
    force();
  }

  /**
   * As the account that owns the folder; what it may not do, and what keeps it out without its
   * doing, we do.
   *
   * @param theirs whether it may do so itself
   */
  private void work(boolean theirs, int bytes, ActingAccount.Work as, ActingAccount.Work ourselves)
      throws IOException {
    if (theirs && ActingAccount.mayActFor(folder)) {
      try {
        ActingAccount.of(folder).does(as);
        return;
      } catch (IOException e) {
        if (!ActingAccount.isKeptOut(e, folder, bytes)) {
          throw e;
        }
      }
    }
    ourselves.done();
  }

  private void replaceAs(UserPrincipal acting, byte[] content, FileAttributes wanted)
      throws IOException {
    try (OpenFolder open = OpenFolder.at(folder)) {
      if (open.stream() instanceof SecureDirectoryStream<Path> secure) {
        Staging.in(open.through(), secure, acting).replace(file.getFileName(), content, wanted);
      } else {
        requireOurFolder();
        new AtomicFile(file)
            .replace(
                content,
                (old, next) ->
                    wanted.give(Files.getFileAttributeView(next, PosixFileAttributeView.class)));
      }
    }
  }

  /** Removes it; does nothing if it is not there. */
  public void delete() throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      work(true, 0, this::deleteIt, this::deleteIt);
    }
  }

  private void deleteIt() throws IOException {
    try (OpenFolder open = OpenFolder.at(folder)) {
      if (open.stream() instanceof SecureDirectoryStream<Path> secure) {
        secure.deleteFile(file.getFileName());
      } else {
        requireOurFolder();
        Files.delete(file);
      }
    }
  }

  /** A file with more names than one cannot be replaced for all of them at once. */
  private void requireOneName() throws IOException {
    int names =
        exists() ? (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) : 1;
    if (names > 1) {
      throw new FileSystemException(
          file.toString(),
          null,
          "it has %d names (hard links), and a replacement would part them. Copy it over itself first"
              .formatted(names));
    }
  }

  private void requireOurFolder() throws IOException {
    boolean shared =
        FileAttributes.posix(folder).permissions().stream().anyMatch(WRITE_OF_OTHERS::contains);
    long owner = ((Number) Files.getAttribute(folder, "unix:uid")).longValue();
    if (shared || (owner != TrustedPath.ours() && owner != 0)) {
      throw new FileSystemException(
          file.toString(),
          null,
          "others may write to its folder, and this system has no way to work in it safely. Run as the folder's owner");
    }
  }

  /** Without this a power cut may undo the move. */
  private void force() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
