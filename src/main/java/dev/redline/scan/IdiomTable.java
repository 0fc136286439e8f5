package dev.redline.scan;

import static dev.redline.scan.Language.DATA;
import static dev.redline.scan.Language.DOCKERFILE;
import static dev.redline.scan.Language.ENV;
import static dev.redline.scan.Language.GO;
import static dev.redline.scan.Language.JAVASCRIPT;
import static dev.redline.scan.Language.MAKE;
import static dev.redline.scan.Language.PHP;
import static dev.redline.scan.Language.PROSE;
import static dev.redline.scan.Language.PYTHON;
import static dev.redline.scan.Language.SETTINGS;
import static dev.redline.scan.Language.SHELL;
import static dev.redline.scan.Language.YAML;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The ways in which each language reads a variable. What may hold a secret is looked back at only,
 * so that it is not shown, and from the end only, so that it costs little.
 */
final class IdiomTable {

  static final String QUOTE = "\\\\?[\"'`]";

  private static final Set<Language> ALL = EnumSet.complementOf(EnumSet.of(PROSE));
  private static final Set<Language> NO_CODE =
      EnumSet.of(DATA, YAML, ENV, SETTINGS, SHELL, MAKE, DOCKERFILE);
  private static final Set<Language> CODE = EnumSet.complementOf(with(NO_CODE, PROSE));
  private static final Set<Language> RUNNING = EnumSet.of(SHELL, MAKE, YAML, DOCKERFILE, DATA);
  private static final Set<Language> EXPANDING = EnumSet.complementOf(with(NO_CODE, PROSE, PHP));
  private static final Set<Language> BRACED =
      EnumSet.complementOf(EnumSet.of(PROSE, JAVASCRIPT, PHP));

  private static final String ANYTHING = "";
  private static final String EXPANSION = "expansion";
  private static final String PASSED = "passed through";
  private static final String SETTINGS_FIELD = "field of settings";

  private static final String ENVIRONMENT_CALL =
      "[\\w.$:>-]{0,60}(?i:env|environ|property|config|setting|secret)\\w{0,20}!?"
          + "(?:\\(\\))?(?:(?:\\.|::)\\w{1,20})*\\s*[(\\[{]\\s*(?:\\w{1,10}\\s*=\\s*)?"
          + QUOTE;

  /** Where a language stands within another one, and in a template. */
  private static final String CALL_ANYWHERE =
      "(?i:get_?env\\w{0,20}|environ(?:\\.get)?|env\\.fetch|\\benv(?:_var\\w{0,20})?)[(\\[]?\\s{0,4}"
          + QUOTE;

  /** Readings that look like definitions, so they come before those. */
  static final List<Idiom> FIRST =
      List.of(
          Idiom.of(
              EXPANSION,
              BRACED,
              "\\$\\{(?:\\w{0,20}(?i:env)\\w{0,20}[:.])?[#!?]?",
              "[^A-Za-z0-9_(]"),
          Idiom.of(EXPANSION, Set.of(MAKE, YAML, SETTINGS), "\\$\\(", "[):]"),
          Idiom.of(EXPANSION, Set.of(SETTINGS), "%\\(", "\\)"),
          Idiom.of(EXPANSION, ALL, "%env\\((?:\\w{1,20}:){0,4}", "\\)%"),
          Idiom.of(EXPANSION, Set.of(MAKE, YAML, DATA), "(?<!\\$)\\$\\$", ANYTHING),
          Idiom.of(EXPANSION, NO_CODE, "(?<![$\\\\])\\$|%", ANYTHING),
          Idiom.of(EXPANSION, EXPANDING, "(?<![\\w$\\\\])\\$|%", "(?!\\s*=[^=])"),
          Idiom.of(EXPANSION, ALL, "\\$env:", "(?!\\s*=[^=])"),
          Idiom.of(
              "expression",
              Set.of(YAML, DATA, SETTINGS, SHELL),
              "\\{\\{[^}]{0,60}(?i:env|secrets|vars|values)\\w{0,5}[\\s(),.'\"\\[]{1,5}",
              ANYTHING),
          Idiom.of(
              "destructured",
              Set.of(JAVASCRIPT),
              "$(?<=\\{[^{}]{0,90})",
              "[^{}]{0,80}\\}\\s*(?::\\s*[\\w.]{1,40}\\s*)?=\\s*[\\w$.(]{0,40}\\benv(?:ironment)?\\b"),
          Idiom.of(
              "imported",
              Set.of(JAVASCRIPT),
              "$(?<=\\{[^{}]{0,90})",
              "[^{}]{0,80}\\}\\s*from\\s*[\"'](?:\\$env/|astro:env|@env[\"'])"),
          Idiom.of(
              "printed",
              RUNNING,
              "$(?<=\\b(?:env|set)\\s{0,3}\\|\\s{0,3}\\w{0,2}grep\\s[^|;&]{0,40})",
              ANYTHING),
          Idiom.of(
              "looked up in a file",
              RUNNING,
              "$(?<=\\b(?:grep|awk|sed -n)\\s[^|;&]{0,60})",
              "[^;&]{0,60}\\.env\\b"));

  /** Readings once it is clear that the variable is not defined here. */
  static final List<Idiom> LATER =
      List.of(
          Idiom.of("call", CODE, ENVIRONMENT_CALL, QUOTE),
          Idiom.of("call", ALL, CALL_ANYWHERE, QUOTE),
          Idiom.of("name as a literal", CODE, "\\w{0,20}:?" + QUOTE, QUOTE),
          Idiom.of("tag", Set.of(GO), "\\w{0,20}env\\w{0,20}:\"", ANYTHING),
          Idiom.of(
              "member",
              CODE,
              "[\\w.]{0,40}\\b(?:env|ENV|environ|environment|_ENV)"
                  + "(?:\\s+as\\s[\\w<>, ]{1,40}\\))?[?!]?(?:\\.|->|\\{)",
              ANYTHING),
          Idiom.of("member", NO_CODE, "\\b(?:env|ENV|secrets|vars)\\.", "(?!\\s*[:=])"),
          Idiom.of("member", Set.of(JAVASCRIPT), "^\\s+\\??\\.", ANYTHING),
          Idiom.of(SETTINGS_FIELD, Set.of(PYTHON), "^\\s+", "\\s*:\\s*[A-Za-z]"),
          Idiom.of(
              SETTINGS_FIELD,
              Set.of(JAVASCRIPT),
              "^\\s+",
              "\\s*:\\s*(?:z|Joi|yup|str|url|v|t|Type|Env|envalid)\\s*[.(]"),
          Idiom.of("destructured", Set.of(JAVASCRIPT), "^\\s+", "\\s*(?:,|$)"),
          Idiom.of(PASSED, Set.of(YAML), "^\\s*-\\s*[\"']?", "[\"']?\\s*(?:#.*)?$"),
          Idiom.of(PASSED, Set.of(YAML), "^\\s+", "\\s*:\\s*(?:#.*)?$"),
          Idiom.of(
              PASSED, Set.of(YAML), "$(?<=[:-]\\s{0,4}\\[[^\\[\\]]{0,90})", "[\"']?\\s*[,\\]]"),
          Idiom.of(PASSED, Set.of(YAML), "^\\s+[\"']?", "[\"']?\\s*,\\s*$"),
          Idiom.of(
              PASSED,
              Set.of(DATA, SETTINGS),
              "$(?<=(?i:env)\\w{0,20}\"?\\s?[:=]\\s?\\[[^\\]]{0,80}[\"'])",
              "[\"']"),
          Idiom.of(
              PASSED,
              Set.of(SETTINGS),
              "$(?<=(?i:pass_?env(?:ironment)?)\\s?=[^#]{0,80})",
              "(?!\\w|=)"),
          Idiom.of(
              PASSED,
              Set.of(DOCKERFILE),
              "$(?<=--mount=type=secret,\\S{0,60}\\b(?:id|env)=)",
              "(?!\\w)"),
          Idiom.of("build argument", Set.of(DOCKERFILE), "^\\s*ARG\\s+", ANYTHING),
          Idiom.of(
              PASSED,
              Set.of(SHELL, YAML, MAKE, DATA),
              "(?:-e|--env|--build-arg|--preserve-env)[\\s=]+[\"']?",
              "(?!\\w|=)"),
          Idiom.of("defined or not", Set.of(MAKE), "^\\s*ifn?def\\s+", ANYTHING),
          Idiom.of("printed", ALL, "\\b(?:printenv|-v|\\\\getenv\\s+\\w+)\\s+", ANYTHING));

  private IdiomTable() {}

  private static EnumSet<Language> with(Set<Language> languages, Language... others) {
    EnumSet<Language> all = EnumSet.copyOf(languages);
    all.addAll(Set.of(others));
    return all;
  }
}
