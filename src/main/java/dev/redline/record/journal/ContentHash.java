package dev.redline.record.journal;

import dev.redline.files.Sha256;
import dev.redline.plan.QualityConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Names the content of files by one SHA-256 over their paths and bytes. */
public final class ContentHash {

  private ContentHash() {}

  /**
   * Every file at or below the places. Neither order nor time of files matters.
   *
   * @param places files and folders relative to {@code root}; one that is not there has no content
   * @return 64 hexadecimal digits
   */
  public static String of(Path root, List<String> places) {
    return of(root, places, file -> true);
  }

  /** The plan that evidence rests on: everything below gates/ but what only looks back at it. */
  public static String ofPlan(Path gates) {
    return of(gates, List.of(""), file -> !file.equals(QualityConfig.FILE));
  }

  private static String of(Path root, List<String> places, Predicate<String> counts) {
    TreeMap<String, String> hashes = new TreeMap<>();
    for (String place : places) {
      for (Path file : files(root.resolve(place))) {
        String path = root.relativize(file).toString().replace('\\', '/');
        if (counts.test(path)) {
          hashes.put(path, hash(file));
        }
      }
    }
    StringBuilder text = new StringBuilder();
    hashes.forEach((path, hash) -> text.append(hash).append("  ").append(path).append('\n'));
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Path> files(Path place) {
    if (!Files.exists(place)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + place, e);
    }
  }

  private static String hash(Path file) {
    try {
      return Sha256.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
