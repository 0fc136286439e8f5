package dev.redline.defaults;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The gates and fixtures that come with the program and its artifact. */
public final class Defaults {

  private static final String ROOT = "/defaults";
  private static final byte[] SCRIPT = "#!".getBytes(StandardCharsets.US_ASCII);

  private Defaults() {}

  /**
   * Copies {@code gates} or {@code fixtures} to a folder; replaces files that are there.
   *
   * @throws IllegalStateException if this build does not hold them
   */
  static void copy(String what, Path to) {
    in(what, root -> eachFile(root, (file, name) -> copy(file, to.resolve(name))));
  }

  /** Visits all files of {@code gates} or {@code fixtures}. */
  static void each(String what, EachFile visit) {
    in(what, root -> eachFile(root, visit));
  }

  /** The names of all files of {@code gates} or {@code fixtures}, with folders before them. */
  static List<String> names(String what) {
    List<String> names = new ArrayList<>();
    in(what, root -> eachFile(root, (file, name) -> names.add(name)));
    return names;
  }

  private interface Work {
    void on(Path root) throws IOException;
  }

  /** Something to do with a file that comes along, and its name with folders before it. */
  interface EachFile {
    void take(Path file, String name) throws IOException;
  }

  private static void in(String what, Work work) {
    URL root = Defaults.class.getResource(ROOT + "/" + what);
    if (root == null) {
      throw new IllegalStateException("This build of Redline comes without " + what);
    }
    try {
      URI uri = root.toURI();
      if (uri.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          work.on(jar.getPath(ROOT, what));
        }
      } else {
        work.on(Path.of(uri));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write what comes along as " + what, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void eachFile(Path root, EachFile each) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        each.take(file, root.relativize(file).toString());
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
