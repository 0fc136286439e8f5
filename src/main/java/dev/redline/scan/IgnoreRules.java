package dev.redline.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/**
 * What git ignores in one folder: its own .gitignore, those above it up to the top of the
 * repository, and .git/info/exclude. Rules of a user's own, outside the repository, do not count:
 * they differ between machines.
 */
final class IgnoreRules {

  private final @Nullable IgnoreRules outer;
  private final Path folder;
  private final IgnoreNode node;

  private IgnoreRules(@Nullable IgnoreRules outer, Path folder, IgnoreNode node) {
    this.outer = outer;
    this.folder = folder;
    this.node = node;
  }

  /**
   * The rules for a tree that is a repository or a part of one; none above it otherwise.
   *
   * @param root absolute
   * @throws IOException if a file of rules cannot be read: what it ignores is then not known
   */
  static IgnoreRules of(Path root) throws IOException {
    List<Path> above = new ArrayList<>();
    Path top = root;
    while (top != null && !Files.exists(top.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
      above.add(top);
      top = top.getParent();
    }
    if (top == null) {
      return new IgnoreRules(null, root, new IgnoreNode()).in(root);
    }
    IgnoreRules rules =
        new IgnoreRules(null, top, parsed(top.resolve(".git/info/exclude"))).in(top);
    Collections.reverse(above);
    for (Path folderOnTheWay : above) {
      rules = rules.in(folderOnTheWay);
    }
    return rules;
  }

  /** The rules in a folder below, where its own come first. */
  IgnoreRules in(Path inner) throws IOException {
    Path file = inner.resolve(".gitignore");
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? new IgnoreRules(this, inner, parsed(file))
        : this;
  }

  /** Whether git ignores an entry of a folder that it does not ignore. */
  boolean ignores(Path entry, boolean isFolder) {
    for (IgnoreRules rules = this; rules != null; rules = rules.outer) {
      Optional<Boolean> answer = rules.answer(entry, isFolder);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return false;
  }

  private Optional<Boolean> answer(Path entry, boolean isFolder) {
    if (node.getRules().isEmpty()) {
      return Optional.empty();
    }
    String path = folder.relativize(entry).toString().replace('\\', '/');
    return Optional.ofNullable(node.checkIgnored(path, isFolder));
  }

  private static IgnoreNode parsed(Path file) throws IOException {
    IgnoreNode node = new IgnoreNode();
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      try (InputStream content = Files.newInputStream(file)) {
        node.parse(content);
      }
    }
    return node;
  }
}
