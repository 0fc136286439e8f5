package dev.redline.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.scan.SkippedFile.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git tracks is looked into, whatever .gitignore says. */
class TrackedFilesTest {

  private static final String READ = "psql $DATABASE_URL\n";

  @TempDir private Path folder;
  private SourceFiles tree;

  @BeforeEach
  void makeTree() {
    tree = new SourceFiles(folder.resolve("tree")).put(".gitignore", "*.tmp.sh\nbuild/\n");
    for (String file :
        List.of(
            "a.tmp.sh", "b.tmp.sh", "build/a.sh", "build/b.sh", "build/c/a.sh", "build/d/a.sh")) {
      tree.put(file, READ);
    }
    tree.put("build/c/.gitignore", "!b.sh\n").put("build/c/b.sh", READ);
  }

  @Test
  void aTrackedFileIsNotIgnoredAndItsNeighboursAre() throws IOException {
    track(
        tree.root().resolve(".git"),
        FileMode.REGULAR_FILE,
        "a.tmp.sh",
        "build/a.sh",
        "build/c/a.sh");

    assertThat(tree.reads())
        .containsExactly(
            "a.tmp.sh:1 expansion", "build/a.sh:1 expansion", "build/c/a.sh:1 expansion");
    assertThat(tree.scan().leftOut(Reason.IGNORED)).isEqualTo(5);
  }

  @Test
  void aPartOfARepositoryHasItsTrackedFilesToo() throws IOException {
    track(tree.root().resolve(".git"), FileMode.REGULAR_FILE, "part/a.tmp.sh");
    tree.put("part/a.tmp.sh", READ).put("part/b.tmp.sh", READ);

    SourceFiles part = new SourceFiles(tree.root().resolve("part"));
    assertThat(part.reads()).containsExactly("a.tmp.sh:1 expansion");
  }

  @Test
  void anIgnoredFolderThatIsNamedIsLookedInto() throws IOException {
    track(tree.root().resolve(".git"), FileMode.REGULAR_FILE, "a.tmp.sh");

    SourceFiles named = new SourceFiles(tree.root().resolve("build/d"));
    assertThat(named.reads()).containsExactly("a.sh:1 expansion");
  }

  @Test
  void anotherWorkingTreeHasItsIndexElsewhere() throws IOException {
    Path own = folder.resolve("main/.git/worktrees/tree");
    track(own, FileMode.REGULAR_FILE, "b.tmp.sh");
    Files.writeString(own.resolve("commondir"), "../..\n");
    new SourceFiles(folder).put("main/.git/info/exclude", "private.sh\n");
    tree.put(".git", "gitdir: " + own + "\n").put("private.sh", READ);

    assertThat(tree.reads()).containsExactly("b.tmp.sh:1 expansion");
  }

  @Test
  void aSubmoduleKeepsToItsOwnRules() throws IOException {
    track(tree.root().resolve(".git"), FileMode.GITLINK, "build/d");
    tree.put("build/d/.git", "gitdir: ../../.git/modules/d").put("build/d/x.tmp.sh", READ);
    tree.put("build/d/.gitignore", "a.sh\n");

    assertThat(tree.reads()).containsExactly("build/d/x.tmp.sh:1 expansion");
  }

  @Test
  void anIndexThatCannotBeReadIsNamed() {
    tree.put(".git/index", "no index at all").put("a.sh", READ);

    assertThat(tree.reads()).containsExactly("a.sh:1 expansion");
    assertThat(tree.scan().leftOut())
        .contains(new SkippedFile(Reason.UNREADABLE, 1, List.of(".git/index")));
  }

  private static void track(Path git, FileMode mode, String... paths) throws IOException {
    Files.createDirectories(git);
    DirCache index = DirCache.lock(git.resolve("index").toFile(), FS.DETECTED);
    DirCacheBuilder builder = index.builder();
    for (String path : paths) {
      DirCacheEntry entry = new DirCacheEntry(path);
      entry.setFileMode(mode);
      entry.setObjectId(ObjectId.fromString("1".repeat(40)));
      builder.add(entry);
    }
    assertThat(builder.commit()).isTrue();
  }
}
