package dev.redline.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a file has besides its content and its times.
 *
 * @param extended in hexadecimal by name, an ACL among them
 */
record FileAttributes(
    UserPrincipal owner,
    GroupPrincipal group,
    Set<PosixFilePermission> permissions,
    SortedMap<String, String> extended) {

  /** Those of a file, and of a link the link's. */
  static FileAttributes of(Path file) throws IOException {
    PosixFileAttributes posix = posix(file);
    return new FileAttributes(
        posix.owner(), posix.group(), posix.permissions(), ExtendedAttributes.of(file));
  }

  /** Those of a new file: it belongs to whom its folder belongs, mode 0600. */
  static FileAttributes ofNewIn(Path folder) throws IOException {
    PosixFileAttributes posix = posix(folder);
    return new FileAttributes(
        posix.owner(), posix.group(), OwnerOnly.FILE.value(), new TreeMap<>());
  }

  static PosixFileAttributes posix(Path file) throws IOException {
    return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Gives them to an open file. The owner goes first: a new one takes bits of the mode away; the
   * ACL goes last: the mode is a part of it.
   */
  void give(PosixFileAttributeView open) throws IOException {
    PosixFileAttributes now = open.readAttributes();
    if (!now.group().equals(group)) {
      open.setGroup(group);
    }
    if (!now.owner().equals(owner)) {
      open.setOwner(owner);
    }
    open.setPermissions(permissions);
    ExtendedAttributes.give(now.fileKey(), extended);
  }

  /** Such as {@code postgres:postgres rw-r----- system.posix_acl_access=0200...}. */
  @Override
  public String toString() {
    return "%s:%s %s"
            .formatted(owner.getName(), group.getName(), PosixFilePermissions.toString(permissions))
        + extended.entrySet().stream()
            .map(Map.Entry::toString)
            .map(each -> " " + each)
            .collect(Collectors.joining());
  }
}
