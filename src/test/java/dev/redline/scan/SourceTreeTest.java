package dev.redline.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.scan.SkippedFile.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a tree are looked into. */
class SourceTreeTest {

  private static final String READ = "psql $DATABASE_URL\n";

  @TempDir private Path folder;
  private SourceFiles tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new SourceFiles(Files.createDirectory(folder.resolve("tree")));
  }

  @Test
  void whatGitIgnoresIsLeftOutAtEveryLevel() {
    tree.put(".git/info/exclude", "private.sh\n")
        .put(".gitignore", "build/\n*.log.sh\n!keep.log.sh\n/top.sh\n")
        .put("a/.gitignore", "*.sh\n!b.sh\n");
    for (String file :
        List.of(
            "build/x.sh",
            "c/build/x.sh",
            "x.log.sh",
            "keep.log.sh",
            "top.sh",
            "c/top.sh",
            "a/a.sh",
            "a/b.sh",
            "a/c/b.sh",
            "a/c/d.sh",
            "private.sh",
            "c/private.sh")) {
      tree.put(file, READ);
    }

    assertThat(tree.reads())
        .containsExactly(
            "a/b.sh:1 expansion",
            "a/c/b.sh:1 expansion",
            "c/top.sh:1 expansion",
            "keep.log.sh:1 expansion");
    assertThat(tree.scan().leftOut(Reason.IGNORED)).isEqualTo(8);
  }

  @Test
  void aPartOfARepositoryKeepsToTheRulesAboveIt() {
    tree.put(".git/HEAD", "ref").put(".gitignore", "/part/x.sh\n*.tmp.sh\n");
    tree.put("part/x.sh", READ).put("part/y.sh", READ).put("part/z.tmp.sh", READ);

    SourceFiles part = new SourceFiles(tree.root().resolve("part"));
    assertThat(part.reads()).containsExactly("y.sh:1 expansion");
  }

  @Test
  void foldersThatAreNoSourceAreLeftOut() {
    for (String file :
        List.of(
            "node_modules/a.sh",
            "web/node_modules/a.sh",
            ".venv/a.sh",
            "py311/bin/a.sh",
            ".git/hooks/a.sh",
            ".hg/a.sh",
            ".svn/a.sh")) {
      tree.put(file, READ);
    }
    tree.put("py311/pyvenv.cfg", "home = /usr/bin\n").put("a.sh", READ);

    assertThat(tree.reads()).containsExactly("a.sh:1 expansion");
    assertThat(tree.scan().leftOut(Reason.NOT_SOURCE)).isEqualTo(7);
  }

  @Test
  void noLinkLeadsOutOfTheTree() throws IOException {
    new SourceFiles(folder).put("outside/a.sh", READ);
    Path outside = folder.resolve("outside");
    Files.createSymbolicLink(tree.root().resolve("folder"), outside);
    Files.createSymbolicLink(tree.root().resolve("file.sh"), outside.resolve("a.sh"));
    Files.createSymbolicLink(tree.root().resolve("circle"), tree.root());

    assertThat(tree.reads()).isEmpty();
    assertThat(tree.scan().leftOut())
        .containsExactly(new SkippedFile(Reason.LINK, 3, List.of("circle", "file.sh", "folder")));
  }

  @Test
  void aBinaryFileIsLeftOutByName() {
    tree.put("a.sh", READ).put("picture.png", "PNG\0\0" + READ);

    assertThat(tree.reads()).containsExactly("a.sh:1 expansion");
    assertThat(tree.scan().leftOut())
        .containsExactly(new SkippedFile(Reason.BINARY, 1, List.of("picture.png")));
  }

  /** Who may read everything reads a file that nobody can: the memory of a process at address 0. */
  @Test
  void aFileThatCannotBeReadIsNamedAndDoesNotEndTheScan() throws IOException {
    tree.put("a.sh", READ).put("closed.sh", READ);
    Path closed = tree.root().resolve("closed.sh");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    boolean readsAll = Files.isReadable(closed);
    Path root = readsAll ? Path.of("/proc/self/attr/..").toRealPath() : tree.root();

    ScanReport report = TreeScan.of(root, SourceFiles.NOTHING_PASSES);
    assertThat(report.files()).isPositive();
    assertThat(report.leftOut(Reason.UNREADABLE)).isPositive();
    assertThat(report.leftOut())
        .filteredOn(left -> left.reason() == Reason.UNREADABLE)
        .flatExtracting(SkippedFile::first)
        .contains(readsAll ? "mem" : "closed.sh");
  }

  @Test
  void twoScansSayTheSame() {
    for (int i = 0; i < 500; i++) {
      tree.put("d" + i % 7 + "/f" + i + ".sh", READ);
    }
    assertThat(tree.scan()).isEqualTo(tree.scan());
    assertThat(tree.scan().reads()).hasSize(500).isSorted();
  }

  @Test
  void aTreeThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> new SourceFiles(folder.resolve("none")).scan())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none cannot be scanned");
  }
}
