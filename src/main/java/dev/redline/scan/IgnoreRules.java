package dev.redline.scan;

import dev.redline.files.PathText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/**
 * What git ignores in one folder: its own .gitignore, those above it up to the top of the
 * repository, and .git/info/exclude, but nothing that git tracks. Rules of a user's own, outside
 * the repository, do not count: they differ between machines.
 */
final class IgnoreRules {

  private final @Nullable IgnoreRules outer;
  private final Path folder;
  private final IgnoreNode node;
  private final TrackedFiles tracked;

  /** Whether the folder itself is ignored, and entered only for what is tracked in it. */
  private final boolean ignored;

  private IgnoreRules(
      @Nullable IgnoreRules outer,
      Path folder,
      IgnoreNode node,
      TrackedFiles tracked,
      boolean ignored) {
    this.outer = outer;
    this.folder = folder;
    this.node = node;
    this.tracked = tracked;
    this.ignored = ignored;
  }

  /**
   * The rules for a tree that is a repository or a part of one; none above it otherwise. The tree
   * itself is not ignored: somebody has named it.
   *
   * @param root absolute
   * @param unreadable gets the index if that cannot be read: it then counts as empty
   * @throws IOException if a file of rules cannot be read: what it ignores is then not known
   */
  static IgnoreRules of(Path root, Consumer<Path> unreadable) throws IOException {
    List<Path> above = new ArrayList<>();
    Path top = root;
    while (top != null && !GitFolder.isIn(top)) {
      above.add(top);
      top = top.getParent();
    }
    if (top == null) {
      return new IgnoreRules(null, root, new IgnoreNode(), TrackedFiles.none(root), false)
          .own(root, false);
    }
    IgnoreRules rules = ofRepository(top, unreadable);
    Collections.reverse(above);
    for (Path folderOnTheWay : above) {
      rules = rules.own(folderOnTheWay, false);
    }
    return rules;
  }

  private static IgnoreRules ofRepository(Path top, Consumer<Path> unreadable) throws IOException {
    GitFolder git = GitFolder.of(top);
    TrackedFiles tracked = TrackedFiles.none(top);
    try {
      tracked = TrackedFiles.of(top, git.index());
    } catch (IOException e) {
      unreadable.accept(git.index());
    }
    return new IgnoreRules(null, top, parsed(git.exclude()), tracked, false).own(top, false);
  }

  /** The rules in a folder below, where its own come first; those of a repository in it alone. */
  IgnoreRules in(Path inner, Consumer<Path> unreadable) throws IOException {
    return GitFolder.isIn(inner)
        ? ofRepository(inner, unreadable)
        : own(inner, ignored || matches(inner, true));
  }

  private IgnoreRules own(Path inner, boolean innerIgnored) throws IOException {
    Path file = inner.resolve(".gitignore");
    boolean more = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    return more || innerIgnored != ignored
        ? new IgnoreRules(
            this, inner, more ? parsed(file) : new IgnoreNode(), tracked, innerIgnored)
        : this;
  }

  /** Whether git ignores an entry of the folder. */
  boolean ignores(Path entry, boolean isFolder) {
    return (ignored || matches(entry, isFolder)) && !tracked.hold(entry, isFolder);
  }

  private boolean matches(Path entry, boolean isFolder) {
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
    return Optional.ofNullable(node.checkIgnored(PathText.of(folder, entry), isFolder));
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
