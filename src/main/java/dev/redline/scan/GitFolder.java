package dev.redline.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where git keeps what it knows of a working tree.
 *
 * @param own of this working tree: its index
 * @param common to all working trees of the repository: what it excludes
 */
record GitFolder(Path own, Path common) {

  private static final String NAME = ".git";
  private static final String POINTER = "gitdir:";

  /** Whether a repository's working tree starts here; that of a submodule does, too. */
  static boolean isIn(Path top) {
    return Files.exists(top.resolve(NAME), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * That of the working tree that starts here.
   *
   * @throws IOException if a file that points to it cannot be read
   */
  static GitFolder of(Path top) throws IOException {
    Path git = top.resolve(NAME);
    if (!Files.isRegularFile(git)) {
      return new GitFolder(git, git);
    }
    String pointer = Files.readString(git).strip();
    Path own =
        pointer.startsWith(POINTER)
            ? top.resolve(pointer.substring(POINTER.length()).strip()).normalize()
            : git;
    Path common = own.resolve("commondir");
    return Files.isRegularFile(common)
        ? new GitFolder(own, own.resolve(Files.readString(common).strip()).normalize())
        : new GitFolder(own, own);
  }

  Path index() {
    return own.resolve("index");
  }

  Path exclude() {
    return common.resolve("info/exclude");
  }
}
