package dev.redline.adoption;

import dev.redline.files.AtomicFile;
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
  private static final String ORIGINALS = "originals";

  AdoptionManifest {
    changes = List.copyOf(changes);
  }

  static Optional<AdoptionManifest> in(Path keep) {
    Path file = keep.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(JsonMapper.shared().readValue(file.toFile(), AdoptionManifest.class))
        : Optional.empty();
  }

  /** Keeps the originals first: a manifest without them would promise too much. */
  void write(Tree tree, Path keep) {
    try {
      for (FileChange change : changes) {
        if (!change.creates()) {
          keepOriginal(tree, keep, change.path());
        }
      }
      new AtomicFile(keep.resolve(FILE)).replace(JsonMapper.shared().writeValueAsBytes(this));
    } catch (IOException e) {
      throw new AdoptionException("Could not keep the originals under " + keep + ": " + e, e);
    }
  }

  byte[] original(Path keep, FileChange change) {
    byte[] content = new Tree(originals(keep)).read(change.path());
    if (!Tree.sha256(content).equals(change.before())) {
      throw new AdoptionException(
          originals(keep).resolve(change.path())
              + " is not the original any more. Take it from"
              + " version control.");
    }
    return content;
  }

  /** One line for a shell that puts every file back. */
  String goBack(Tree tree, Path keep) {
    String created =
        changes.stream()
            .filter(FileChange::creates)
            .map(change -> quoted(tree.root().resolve(change.path()).toString()))
            .collect(Collectors.joining(" "));
    return "cp -pR %s %s && rm -f %s"
        .formatted(quoted(originals(keep) + "/."), quoted(tree.root().toString()), created);
  }

  private static void keepOriginal(Tree tree, Path keep, String path) throws IOException {
    Path source = tree.root().resolve(path);
    new AtomicFile(originals(keep).resolve(path))
        .replace(
            Files.readAllBytes(source),
            (old, next) -> {
              Files.setPosixFilePermissions(
                  next, Files.getPosixFilePermissions(source, LinkOption.NOFOLLOW_LINKS));
              Files.setLastModifiedTime(next, Files.getLastModifiedTime(source));
            });
  }

  private static Path originals(Path keep) {
    return keep.resolve(ORIGINALS);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
