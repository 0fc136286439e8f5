package dev.redline.record.quality;

import dev.redline.KnownTagsTest;
import dev.redline.record.CommandLine;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds README.md and docs/ against what there is: tags, options, files of gates/, links and
 * commands.
 */
final class Documentation {

  private static final Pattern OPTION = Pattern.compile("-D([A-Za-z][A-Za-z.]*)");
  private static final Pattern SELECTION = Pattern.compile("-Dgroups=('[^']*'|[A-Za-z]+)");
  private static final Pattern TAG = Pattern.compile("[A-Za-z]+");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
  private static final Pattern PLACE =
      Pattern.compile("`((?:fixtures|gates|src|\\.ci)/[A-Za-z0-9_./-]*)`");

  /** What a command writes when it is asked to. */
  private static final Set<String> WRITTEN = Set.of("gates/workload.yaml");

  /** What Maven reads: which tests run. */
  private static final Set<String> MAVENS = Set.of("test", "tests.excluded", "tests.forks");

  private final Path project;
  private final Map<Path, String> documents;
  private final String readme;

  Documentation(Path project) {
    this.project = project;
    this.documents = documents(project);
    this.readme = String.join("\n", documents.values());
  }

  List<Verdict> complete() {
    List<String> tags = List.copyOf(KnownTagsTest.carried());
    List<String> options = CommandLine.options();
    return List.of(
        none("tags without a row in README", lacking(tags, "| `%s` |"), "add a row to its table"),
        none("options that README does not tell of", untold(options), "describe them"),
        none(
            "options in README that nothing reads",
            found(OPTION)
                .filter(name -> !options.contains(name) && !MAVENS.contains(name))
                .toList(),
            "take them out, or add them to CommandLine"),
        none("files of gates/ that README does not name", unnamedGates(), "name them"),
        none("links and paths in README that lead nowhere", deadEnds(), "correct them"),
        none(
            "tags in README's commands that no gate carries",
            found(SELECTION).flatMap(Documentation::tags).filter(t -> !tags.contains(t)).toList(),
            "correct them: docs/phases.md has the list"));
  }

  private List<String> untold(List<String> options) {
    List<String> told = found(OPTION).toList();
    return options.stream().filter(name -> !told.contains(name)).toList();
  }

  private List<String> lacking(List<String> names, String form) {
    return names.stream().filter(name -> !readme.contains(form.formatted(name))).toList();
  }

  /** A file may be named by its folder. */
  private List<String> unnamedGates() {
    Path gates = project.resolve("gates");
    try (Stream<Path> files = Files.walk(gates)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> project.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !readme.contains("`" + file + "`") && !folderNamed(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + gates, e);
    }
  }

  private boolean folderNamed(String file) {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    return !folder.equals("gates/") && readme.contains("`" + folder + "`");
  }

  private List<String> deadEnds() {
    Stream<String> places =
        found(PLACE)
            .filter(place -> !WRITTEN.contains(place) && !Files.exists(project.resolve(place)));
    return Stream.concat(documents.keySet().stream().flatMap(this::deadLinks), places)
        .distinct()
        .toList();
  }

  /** A link leads on from the folder of its document. */
  private Stream<String> deadLinks(Path document) {
    return found(LINK, documents.getOrDefault(document, ""))
        .filter(target -> !target.matches("[a-z]+://.*"))
        .filter(target -> !Files.exists(document.resolveSibling(target)));
  }

  private static Map<Path, String> documents(Path project) {
    Map<Path, String> texts = new TreeMap<>();
    texts.put(project.resolve("README.md"), text(project.resolve("README.md")));
    Path folder = project.resolve("docs");
    if (!Files.isDirectory(folder)) {
      return texts;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .forEach(file -> texts.put(file, text(file)));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + folder, e);
    }
  }

  private Stream<String> found(Pattern pattern) {
    return found(pattern, readme);
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).distinct();
  }

  private static Stream<String> tags(String selection) {
    return TAG.matcher(selection).results().map(MatchResult::group);
  }

  private static Verdict none(String subject, List<String> found, String next) {
    return Verdict.none(subject, found, "none", next);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
