package dev.redline.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern TEXT =
      Pattern.compile(
          "(?<owner>[^:]+):(?<group>.+?) (?<mode>[rwx-]{9})(?<extended>( [^ =]+=[0-9a-f]*)*)");
  private static final Pattern EXTENDED = Pattern.compile(" ([^ =]+)=([0-9a-f]*)");

  /** Those of a file, and of a link the link's. */
  static FileAttributes of(Path file) throws IOException {
    PosixFileAttributes posix = posix(file);
    return new FileAttributes(
        posix.owner(), posix.group(), posix.permissions(), ExtendedAttributes.of(file));
  }

  /**
   * Reads {@link #toString}.
   *
   * @throws IOException if this machine has no such account or group
   */
  static FileAttributes parse(String text) throws IOException {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IOException("these are no attributes of a file: " + text);
    }
    UserPrincipalLookupService accounts = FileSystems.getDefault().getUserPrincipalLookupService();
    return new FileAttributes(
        accounts.lookupPrincipalByName(parts.group("owner")),
        accounts.lookupPrincipalByGroupName(parts.group("group")),
        PosixFilePermissions.fromString(parts.group("mode")),
        extended(parts.group("extended")));
  }

  private static SortedMap<String, String> extended(String text) {
    SortedMap<String, String> extended = new TreeMap<>();
    Matcher each = EXTENDED.matcher(text);
    while (each.find()) {
      extended.put(each.group(1), each.group(2));
    }
    return extended;
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
