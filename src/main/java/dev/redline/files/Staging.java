package dev.redline.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * A folder of ours alone inside a folder that others may write to. What is made in it cannot be
 * exchanged before it is moved to its place: every step goes through the two open folders, none by
 * a path.
 *
 * @param outer the folder that the file belongs into, open
 * @param name of ours in it
 * @param us as whom we work
 */
record Staging(SecureDirectoryStream<Path> outer, Path name, UserPrincipal us) {

  private static final String NAME = ".redline-new";

  /** No file of anybody's has it: another folder of ours may have been moved to our name. */
  private static final Path CONTENT = Path.of(".redline-content");

  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER_MODE =
      PosixFilePermissions.asFileAttribute(OURS_ALONE);
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Makes the folder, or takes the one that a run of ours was killed in; where somebody else has
   * taken its name, another name is used.
   *
   * @param folder a path that leads to {@code outer} and nowhere else
   */
  static Staging in(Path folder, SecureDirectoryStream<Path> outer, UserPrincipal us)
      throws IOException {
    Staging usual = new Staging(outer, Path.of(NAME), us);
    try {
      Files.createDirectory(folder.resolve(NAME), FOLDER_MODE);
    } catch (FileAlreadyExistsException e) {
      return usual.isOurs() && usual.isTidy() ? usual : elsewhere(folder, outer, us);
    }
    return usual;
  }

  private static Staging elsewhere(Path folder, SecureDirectoryStream<Path> outer, UserPrincipal us)
      throws IOException {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    Path name = Path.of(NAME + "-" + HexFormat.of().formatHex(random));
    Files.createDirectory(folder.resolve(name), FOLDER_MODE);
    return new Staging(outer, name, us);
  }

  /** Makes a file with this content and these attributes take its place in the outer folder. */
  void replace(Path file, byte[] content, FileAttributes wanted) throws IOException {
    try (DirectoryStream<Path> open = outer.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      SecureDirectoryStream<Path> inner = (SecureDirectoryStream<Path>) open;
      requireOurs(inner.getFileAttributeView(PosixFileAttributeView.class).readAttributes());
      for (Path left : open) {
        if (CONTENT.equals(left.getFileName())) {
          inner.deleteFile(CONTENT);
        }
      }
      try {
        write(inner, content, wanted);
        inner.move(CONTENT, outer, file);
      } catch (IOException e) {
        discard(inner, e);
        throw e;
      }
    } finally {
      outer.deleteDirectory(name);
    }
  }

  private static void discard(SecureDirectoryStream<Path> inner, IOException failure) {
    try {
      inner.deleteFile(CONTENT);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void write(
      SecureDirectoryStream<Path> inner, byte[] content, FileAttributes wanted) throws IOException {
    try (FileChannel channel =
        (FileChannel)
            inner.newByteChannel(
                CONTENT,
                Set.of(
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.FILE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      wanted.give(
          inner.getFileAttributeView(
              CONTENT, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
      channel.force(true);
    }
  }

  /** Another folder of ours, moved here by somebody, holds what nobody wants to lose. */
  private boolean isTidy() throws IOException {
    try (DirectoryStream<Path> open = outer.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      for (Path left : open) {
        if (!CONTENT.equals(left.getFileName())) {
          return false;
        }
      }
      return true;
    }
  }

  private boolean isOurs() throws IOException {
    return isOurs(
        outer
            .getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes());
  }

  private boolean isOurs(PosixFileAttributes attributes) throws IOException {
    return attributes.isDirectory()
        && attributes.permissions().equals(OURS_ALONE)
        && attributes.owner().equals(us);
  }

  private void requireOurs(PosixFileAttributes attributes) throws IOException {
    if (!isOurs(attributes)) {
      throw new FileSystemException(
          name.toString(), null, "somebody has put another folder in the place of ours");
    }
  }
}
