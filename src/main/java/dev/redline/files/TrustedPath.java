package dev.redline.files;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Follows the links of a path where that can do no harm: each has to belong to root, to us, or to
 * the owner of what it leads to. Otherwise an account that may write to a folder could have us read
 * or replace a file that it may not touch.
 */
final class TrustedPath {

  private static final int MOST_LINKS = 40;
  private static final long ROOT = 0;

  private final Deque<Path> rest = new ArrayDeque<>();
  private final List<Path> links = new ArrayList<>();
  private Path at;

  private TrustedPath(Path path) {
    at = path.getRoot();
    path.forEach(rest::add);
  }

  /**
   * The place without links, which need not exist.
   *
   * @param path absolute
   * @throws FileSystemException if a link on the way is not to be trusted
   */
  static Path of(Path path) throws IOException {
    TrustedPath trusted = new TrustedPath(path);
    while (!trusted.rest.isEmpty()) {
      trusted.step(trusted.rest.removeFirst());
    }
    trusted.requireTrust(path);
    return trusted.at;
  }

  private void step(Path name) throws IOException {
    Path next = at.resolve(name).normalize();
    if (!Files.isSymbolicLink(next)) {
      at = next;
      return;
    }
    links.add(next);
    if (links.size() > MOST_LINKS) {
      throw new FileSystemLoopException(next.toString());
    }
    Path target = Files.readSymbolicLink(next);
    at = target.isAbsolute() ? target.getRoot() : at;
    List<Path> names = new ArrayList<>();
    target.forEach(names::add);
    for (int i = names.size() - 1; i >= 0; i--) {
      rest.addFirst(names.get(i));
    }
  }

  private void requireTrust(Path path) throws IOException {
    for (Path link : links) {
      long owner = uid(link);
      if (owner != ROOT && owner != ours() && owner != ownerOfTarget()) {
        throw new FileSystemException(
            path.toString(),
            at.toString(),
            "%s is a link to %s that belongs to neither root, this account nor the owner of what it leads to (%s, %s): it is not followed. Give both one owner, or name the file itself"
                .formatted(link, at, Files.getOwner(link, LinkOption.NOFOLLOW_LINKS), target()));
      }
    }
  }

  private long ownerOfTarget() throws IOException {
    return uid(
        Files.exists(at, LinkOption.NOFOLLOW_LINKS) ? at : Objects.requireNonNull(at.getParent()));
  }

  private String target() throws IOException {
    return Files.exists(at, LinkOption.NOFOLLOW_LINKS)
        ? Files.getOwner(at, LinkOption.NOFOLLOW_LINKS).getName()
        : "no file";
  }

  static long uid(Path path) throws IOException {
    return ((Number) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
  }

  /** The number of this account. */
  static long ours() {
    return new UnixSystem().getUid();
  }

  /** This account. */
  static UserPrincipal us() throws IOException {
    String name = new UnixSystem().getUsername();
    return FileSystems.getDefault()
        .getUserPrincipalLookupService()
        .lookupPrincipalByName(name == null ? Long.toString(ours()) : name);
  }
}
