package dev.redline.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** What a file is made with that nobody but its owner may read: mode 0600 from the first byte. */
public final class OwnerOnly {

  /** For {@code Files.createFile} and {@code FileChannel.open}. */
  public static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnerOnly() {}

  /** Whether the file, or what a link leads to, belongs to this account. */
  public static boolean isOurs(Path file) throws IOException {
    return TrustedPath.uid(file.toRealPath()) == TrustedPath.ours();
  }
}
