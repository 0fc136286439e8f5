package dev.redline.scan;

import java.util.List;

/**
 * Files and folders that a scan did not look into, for one reason.
 *
 * @param count all of them
 * @param first in the order of their paths, {@value #LISTED} at most: a tree of pictures must not
 *     fill the memory
 */
public record SkippedFile(Reason reason, long count, List<String> first) {

  static final int LISTED = 200;

  /** Why something was not looked into. */
  public enum Reason {
    /** A symbolic link: what it points to is looked at where it stands, or is not of the tree. */
    LINK,
    /** Neither a file nor a folder: a pipe, a socket, a device. */
    SPECIAL,
    /** A NUL byte near its start: no text. UTF-16 is among them. */
    BINARY,
    /** It could not be read; nothing is known about it. */
    UNREADABLE,
    /** What .gitignore or .git/info/exclude names. A folder counts once. */
    IGNORED,
    /** A version control system's own folder, node_modules, a virtual environment. */
    NOT_SOURCE
  }

  public SkippedFile {
    first = List.copyOf(first);
  }
}
