package dev.redline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** The gates and fixtures that come with the program. */
final class Defaults {

  private static final String ROOT = "/defaults";
  private static final byte[] SCRIPT = "#!".getBytes(StandardCharsets.US_ASCII);

  private Defaults() {}

  /**
   * Copies {@code gates} or {@code fixtures} to a folder; replaces files that are there.
   *
   * @throws IllegalStateException if this build does not hold them
   */
  static void copy(String what, Path to) {
    URL root = Defaults.class.getResource(ROOT + "/" + what);
    if (root == null) {
      throw new IllegalStateException("This build of Redline comes without " + what);
    }
    try {
      URI uri = root.toURI();
      if (uri.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          copyAll(jar.getPath(ROOT, what), to);
        }
      } else {
        copyAll(Path.of(uri), to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + to, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Neither git nor a scan of the folder looks at what it leaves there; keeps rules of others. */
  static void hide(Path folder, String ignored) {
    Path rules = folder.resolve(".gitignore");
    try {
      Files.createDirectories(folder);
      if (!Files.exists(rules)) {
        Files.writeString(rules, ignored);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write to " + folder, e);
    }
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Path folder = to.toAbsolutePath().resolveSibling("");
    Files.createDirectories(folder);
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    byte[] content = Files.readAllBytes(to);
    if (content.length > 1 && content[0] == SCRIPT[0] && content[1] == SCRIPT[1]) {
      to.toFile().setExecutable(true); // a jar does not keep that
    }
  }
}
