package dev.redline.scan;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a file is written in, as far as it matters for reading variables and writing comments. */
public enum Language {
  PYTHON(Comments.HASH, Syntax.CODE, "py pyi pyw ipynb"),
  JAVA(Comments.SLASHES, Syntax.CODE, "java kt kts scala groovy gradle"),
  JAVASCRIPT(Comments.SLASHES, Syntax.CODE, "js jsx ts tsx mjs cjs mts cts vue svelte"),
  GO(Comments.SLASHES, Syntax.CODE, "go"),
  RUBY(Comments.HASH, Syntax.CODE, "rb erb rake gemspec ru"),
  PHP(Comments.SLASHES, Syntax.CODE, "php"),
  C_LIKE(Comments.SLASHES, Syntax.CODE, "c h cc cpp hpp cs rs swift dart prisma zig"),
  SCRIPT(Comments.HASH, Syntax.CODE, "pl pm r ex exs jl ps1 psm1 nim cr"),
  SHELL(Comments.HASH, Syntax.PLAIN, "sh bash zsh ksh fish bats bashrc profile zshrc zprofile"),
  MAKE(Comments.HASH, Syntax.PLAIN, "mk mak"),
  DOCKERFILE(Comments.HASH, Syntax.PLAIN, "dockerfile containerfile"),
  YAML(Comments.HASH, Syntax.PLAIN, "yaml yml"),
  ENV(Comments.HASH, Syntax.PLAIN, "env envrc"),
  SETTINGS(Comments.HASH, Syntax.PLAIN, "properties ini cfg conf toml tf tfvars service pgpass"),
  DATA(Comments.NONE, Syntax.CODE, "json jsonc json5 xml csv tsv sql lock html htm"),
  PROSE(Comments.NONE, Syntax.PROSE, "md markdown rst adoc txt"),
  OTHER(Comments.NONE, Syntax.CODE, "");

  /** How a comment starts. */
  enum Comments {
    HASH,
    SLASHES,
    NONE
  }

  /** Where a literal value may stand. */
  enum Syntax {
    /** A text is in quotes. */
    CODE,
    /** A text may stand without quotes. */
    PLAIN,
    /** Sentences. */
    PROSE
  }

  private static final Map<String, Language> BY_NAME = byName();

  /** What is put behind the name of a file that others are made from. */
  private static final Set<String> TEMPLATES =
      Set.of("example", "sample", "dist", "template", "tmpl", "tpl", "j2", "jinja", "jinja2");

  final Comments comments;
  final Syntax syntax;
  private final String extensions;

  Language(Comments comments, Syntax syntax, String extensions) {
    this.comments = comments;
    this.syntax = syntax;
    this.extensions = extensions;
  }

  /** By the name of the file alone; OTHER if it tells nothing. */
  static Language of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.startsWith(".env") || name.endsWith(".env")) {
      return ENV;
    }
    if (name.startsWith("dockerfile") || name.startsWith("containerfile")) {
      return DOCKERFILE;
    }
    if (name.startsWith("makefile.")) {
      return MAKE;
    }
    int dot = name.lastIndexOf('.');
    String extension = name.substring(dot + 1);
    return dot > 0 && TEMPLATES.contains(extension)
        ? of(name.substring(0, dot))
        : BY_NAME.getOrDefault(extension, OTHER);
  }

  /** What runs the file, by its first line; OTHER if that tells nothing. */
  static Language ofFirstLine(String line) {
    if (!line.startsWith("#!")) {
      return OTHER;
    }
    if (line.contains("python")) {
      return PYTHON;
    }
    if (line.contains("ruby")) {
      return RUBY;
    }
    return line.contains("node") || line.contains("deno") || line.contains("bun")
        ? JAVASCRIPT
        : SHELL;
  }

  private static Map<String, Language> byName() {
    Map<String, Language> byName = new HashMap<>();
    for (Language language : values()) {
      List.of(language.extensions.split(" ", -1))
          .forEach(extension -> byName.put(extension, language));
    }
    byName.remove("");
    byName.put("makefile", MAKE);
    byName.put("gnumakefile", MAKE);
    byName.put("procfile", SHELL);
    byName.put("justfile", SHELL);
    byName.put("rakefile", RUBY);
    byName.put("gemfile", RUBY);
    byName.put("vagrantfile", RUBY);
    byName.put("jenkinsfile", JAVA);
    byName.put("readme", PROSE);
    byName.put("license", PROSE);
    return Map.copyOf(byName);
  }
}
