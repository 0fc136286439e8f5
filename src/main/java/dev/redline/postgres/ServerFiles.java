package dev.redline.postgres;

import java.util.Optional;

/**
 * Files on the server's host, named by the absolute paths that the server itself uses. Works
 * whether the server runs or not.
 */
public interface ServerFiles {

  /** Whether files of the server can be read and written at all. */
  default boolean withinReach() {
    return true;
  }

  /**
   * Why {@link #write} would fail, as far as that can be seen without touching anything; empty if
   * nothing is known to be in the way.
   */
  default Optional<String> obstacleTo(String path) {
    return Optional.empty();
  }

  /** Whether a regular file is there. */
  boolean exists(String path);

  /**
   * The whole content.
   *
   * @throws ServerFileException if it is missing or cannot be read
   */
  byte[] read(String path);

  /**
   * Owner, group, mode, and ACL and extended attributes where they can be seen: equal where those
   * are equal.
   *
   * @throws ServerFileException if the file is missing or cannot be looked at
   */
  String attributes(String path);

  /**
   * Makes {@code content} the whole content, all or nothing: a reader sees the old file or the new
   * one, and the new one is on disk when this returns. An existing file keeps its owner, group,
   * mode, ACL and extended attributes, and a link to it stays one; a new one belongs to the owner
   * of its folder, mode 0600.
   *
   * @throws ServerFileException if it could not be written, or could not keep what it has besides
   *     its content; the old content is then still there. Or if the server's account cannot read
   *     what was written, tried as that account
   */
  void write(String path, byte[] content);

  /**
   * The same with what {@link #attributes} has said before, whatever the file has by now. Where
   * that cannot be given to a file, it keeps what it has.
   *
   * @throws ServerFileException as the other; the old content is then still there
   */
  default void write(String path, byte[] content, String attributes) {
    write(path, content);
  }

  /**
   * Removes the file; does nothing if it is not there.
   *
   * @throws ServerFileException if it could not be removed
   */
  void delete(String path);
}
