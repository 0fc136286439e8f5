package dev.redline.phase.resolver;

import dev.redline.files.AtomicFile;
import dev.redline.files.Sha256;
import dev.redline.quoting.ShellText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What it takes to take an adoption back: on disk before anything in the tree is touched.
 *
 * @param changes in the order of their paths
 */
record AdoptionManifest(List<FileChange> changes) {

  private static final String FILE = "adoption.json";
  private static final String ORIGINALS = "originals-";
  private static final int NAME_LENGTH = 12;

  AdoptionManifest {
    changes = List.copyOf(changes);
  }

  static Optional<AdoptionManifest> in(Path keep) {
    Path file = keep.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(JsonMapper.shared().readValue(file.toFile(), AdoptionManifest.class))
        : Optional.empty();
  }

  /**
   * Keeps the originals first: a manifest without them would promise too much. Each manifest has
   * them in a folder of its own, so that no earlier adoption's come back with them.
   */
  void write(SourceFiles tree, Path keep) {
    try {
      Files.createDirectories(originals(keep));
      for (FileChange change : changes) {
        if (!change.creates()) {
          keepOriginal(tree, keep, change);
        }
      }
      new AtomicFile(keep.resolve(FILE)).replace(content());
    } catch (IOException e) {
      throw new AdoptionException("Could not keep the originals under " + keep + ": " + e, e);
    }
  }

  byte[] original(Path keep, FileChange change) {
    byte[] content = new SourceFiles(originals(keep)).read(change.path());
    if (!Sha256.of(content).equals(change.before())) {
      throw new AdoptionException(
          new SourceFiles(originals(keep)).file(change.path())
              + " is not the original any more. Take it from"
              + " version control.");
    }
    return content;
  }

  /** One line for a shell that puts every file back. */
  String goBack(SourceFiles tree, Path keep) {
    String created =
        changes.stream()
            .filter(FileChange::creates)
            .map(change -> ShellText.word(tree.file(change.path()).toString()))
            .collect(Collectors.joining(" "));
    return "cp -pR %s %s && rm -f %s"
        .formatted(
            ShellText.word(originals(keep) + "/."),
            ShellText.word(tree.root().toString()),
            created);
  }

  private void keepOriginal(SourceFiles tree, Path keep, FileChange change) throws IOException {
    Path source = tree.file(change.path());
    byte[] content = tree.read(change.path());
    if (!Sha256.of(content).equals(change.before())) {
      throw new AdoptionException(source + " was edited just now. Nothing is changed. Run again.");
    }
    new AtomicFile(new SourceFiles(originals(keep)).file(change.path()))
        .replace(
            content,
            (old, next) -> {
              Files.setPosixFilePermissions(
                  next, Files.getPosixFilePermissions(source, LinkOption.NOFOLLOW_LINKS));
              Files.setLastModifiedTime(next, Files.getLastModifiedTime(source));
            });
  }

  private Path originals(Path keep) {
    return keep.resolve(ORIGINALS + Sha256.of(content()).substring(0, NAME_LENGTH));
  }

  private byte[] content() {
    return JsonMapper.shared().writeValueAsBytes(this);
  }
}
