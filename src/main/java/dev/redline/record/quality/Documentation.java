package dev.redline.record.quality;

import dev.redline.record.CommandLine;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds README.md against what there is: tags, options, files of gates/, links and commands. */
final class Documentation {

  private static final Pattern TAGS = Pattern.compile("<gate\\.tags>([^<]+)</gate\\.tags>");
  private static final Pattern OPTION = Pattern.compile("-D([A-Za-z][A-Za-z.]*)");
  private static final Pattern SELECTION = Pattern.compile("-Dgroups=('[^']*'|[A-Za-z]+)");
  private static final Pattern TAG = Pattern.compile("[A-Za-z]+");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
  private static final Pattern PLACE =
      Pattern.compile("`((?:fixtures|gates|src|\\.ci)/[A-Za-z0-9_./-]*)`");

  private final Path project;
  private final String readme;

  Documentation(Path project) {
    this.project = project;
    this.readme = text(project.resolve("README.md"));
  }

  List<Verdict> complete() {
    List<String> tags = List.of(first(TAGS, text(project.resolve("pom.xml"))).split("\\|"));
    List<String> options = CommandLine.options();
    return List.of(
        none("tags without a row in README", lacking(tags, "| `%s` |"), "add a row to its table"),
        none("options that README does not tell of", untold(options), "describe them"),
        none(
            "options in README that nothing reads",
            found(OPTION).filter(name -> !options.contains(name)).toList(),
            "take them out, or add them to CommandLine"),
        none("files of gates/ that README does not name", unnamedGates(), "name them"),
        none("links and paths in README that lead nowhere", deadEnds(), "correct them"),
        none(
            "tags in README's commands that no gate carries",
            found(SELECTION).flatMap(Documentation::tags).filter(t -> !tags.contains(t)).toList(),
            "correct them: pom.xml has the list"));
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
    return Stream.concat(found(LINK), found(PLACE))
        .filter(target -> !target.matches("[a-z]+://.*"))
        .filter(target -> !Files.exists(project.resolve(target)))
        .distinct()
        .toList();
  }

  private Stream<String> found(Pattern pattern) {
    return pattern.matcher(readme).results().map(match -> match.group(1)).distinct();
  }

  private static Stream<String> tags(String selection) {
    return TAG.matcher(selection).results().map(MatchResult::group);
  }

  private static Verdict none(String subject, List<String> found, String next) {
    return Verdict.none(subject, found, "none", next);
  }

  private static String first(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).findFirst().orElse("");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
