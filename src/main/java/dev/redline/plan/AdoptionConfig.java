package dev.redline.plan;

import dev.redline.plan.value.PathPattern;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.Section;
import dev.redline.plan.yaml.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How direct reads of the two variables are written once there is a resolver.
 *
 * @param languages in the order in which a file is held against them; the first that fits counts
 * @param resolvers the folder that holds the resolvers
 */
public record AdoptionConfig(List<Rewriting> languages, Path resolvers) {

  public AdoptionConfig {
    languages = List.copyOf(languages);
  }

  /**
   * What is done to the files of one language.
   *
   * @param files which they are
   * @param resolver the name of the file that is added at the top of the tree
   * @param imported what makes the resolver known in each file; empty if nothing has to
   * @param reads in the order in which they are tried
   */
  public record Rewriting(
      PathPattern files, String resolver, Optional<Import> imported, List<Form> reads) {

    public Rewriting {
      reads = List.copyOf(reads);
    }

    static Rewriting read(Node node) {
      Section section = node.section("files", "resolver", "import", "reads");
      return new Rewriting(
          PathPattern.read(section.scalar("files")),
          section.scalar("resolver").as(Rewriting::fileName),
          section.optional("import").map(Import::read),
          section.required("reads").items().stream().map(Form::read).toList());
    }

    private static String fileName(String text) {
      if (!text.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
        throw new IllegalArgumentException("a resolver is a file name without a folder");
      }
      return text;
    }
  }

  /**
   * A line that makes the resolver known.
   *
   * @param line in which <code>{up}</code> leads from the file's folder to the top of the tree
   * @param before it is placed before the first line in which this is found
   */
  public record Import(String line, Pattern before) {

    static Import read(Node node) {
      Section section = node.section("line", "before");
      return new Import(
          section.scalar("line").asText(), section.scalar("before").as(Pattern::compile));
    }
  }

  /** A form of a read, and what takes its place. */
  public record Form(Pattern form, String with) {

    static Form read(Node node) {
      Section section = node.section("form", "with");
      return new Form(section.scalar("form").as(Pattern::compile), section.scalar("with").asText());
    }
  }

  /**
   * Reads and checks the file; the resolvers are in the folder {@code resolvers} beside it.
   *
   * @throws PlanException at the first thing that is wrong
   */
  public static AdoptionConfig load(Path file) {
    Section section = YamlFile.read(file).section("languages");
    return new AdoptionConfig(
        section.required("languages").items().stream().map(Rewriting::read).toList(),
        file.resolveSibling("resolvers"));
  }
}
