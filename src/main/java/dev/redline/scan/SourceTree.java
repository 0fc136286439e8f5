package dev.redline.scan;

import dev.redline.files.PathText;
import dev.redline.scan.SkippedFile.Reason;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Walks a source tree and hands on its files. Follows no link, so it cannot leave the tree. */
final class SourceTree extends SimpleFileVisitor<Path> {

  private static final int BATCH = 64;
  private static final Set<String> NO_SOURCE =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          "CVS",
          ".bzr",
          "_darcs",
          ".jj",
          ".fslckout",
          "node_modules",
          "bower_components",
          ".venv",
          ".tox",
          ".nox",
          "__pycache__",
          "site-packages");

  private final Path root;
  private final SkippedFiles leftOut;
  private final Consumer<List<Path>> batches;
  private final Deque<IgnoreRules> rules = new ArrayDeque<>();
  private List<Path> batch = new ArrayList<>();

  private SourceTree(Path root, SkippedFiles leftOut, Consumer<List<Path>> batches) {
    this.root = root;
    this.leftOut = leftOut;
    this.batches = batches;
  }

  /**
   * Hands on every file that is source, in batches, in no order that is promised.
   *
   * @param root absolute, no link
   * @throws IOException if the top of the tree cannot be read
   */
  static void walk(Path root, SkippedFiles leftOut, Consumer<List<Path>> batches)
      throws IOException {
    SourceTree tree = new SourceTree(root, leftOut, batches);
    tree.rules.push(IgnoreRules.of(root, tree::noteUnreadable));
    Files.walkFileTree(root, tree);
    batches.accept(tree.batch);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (folder.equals(root)) {
      return FileVisitResult.CONTINUE;
    }
    if (isNoSource(folder)) {
      return skip(Reason.NOT_SOURCE, folder);
    }
    if (rules.element().ignores(folder, true)) {
      return skip(Reason.IGNORED, folder);
    }
    rules.push(rulesIn(folder));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException trouble) {
    if (trouble != null) {
      leftOut.note(Reason.UNREADABLE, name(folder));
    }
    rules.pop();
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (rules.element().ignores(file, false)) {
      leftOut.note(Reason.IGNORED, name(file));
    } else if (attributes.isSymbolicLink()) {
      leftOut.note(Reason.LINK, name(file));
    } else if (!attributes.isRegularFile()) {
      leftOut.note(Reason.SPECIAL, name(file));
    } else {
      add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException trouble) throws IOException {
    if (file.equals(root)) {
      throw trouble;
    }
    leftOut.note(Reason.UNREADABLE, name(file));
    return FileVisitResult.CONTINUE;
  }

  private void add(Path file) {
    batch.add(file);
    if (batch.size() == BATCH) {
      batches.accept(batch);
      batch = new ArrayList<>();
    }
  }

  private FileVisitResult skip(Reason reason, Path folder) {
    leftOut.note(reason, name(folder) + "/");
    return FileVisitResult.SKIP_SUBTREE;
  }

  /** Rules that cannot be read ignore nothing: rather look at too much than at too little. */
  private IgnoreRules rulesIn(Path folder) {
    try {
      return rules.element().in(folder, this::noteUnreadable);
    } catch (IOException e) {
      noteUnreadable(folder.resolve(".gitignore"));
      return rules.element();
    }
  }

  private static boolean isNoSource(Path folder) {
    return NO_SOURCE.contains(folder.getFileName().toString())
        || Files.exists(folder.resolve("pyvenv.cfg"), LinkOption.NOFOLLOW_LINKS);
  }

  private void noteUnreadable(Path path) {
    leftOut.note(Reason.UNREADABLE, name(path));
  }

  private String name(Path path) {
    return PathText.of(root, path);
  }
}
