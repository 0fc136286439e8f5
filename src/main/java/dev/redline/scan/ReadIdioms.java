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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a read of a variable from a definition and from a mere mention. In order: the first that
 * fits decides. A name put together at run time is not seen.
 */
final class ReadIdioms {

  private static final Set<Language> ALL = EnumSet.complementOf(EnumSet.of(PROSE));
  private static final Set<Language> CODE =
      EnumSet.complementOf(EnumSet.of(PROSE, DATA, YAML, ENV, SETTINGS, SHELL, MAKE, DOCKERFILE));
  private static final Set<Language> EXPANDING = EnumSet.complementOf(EnumSet.of(PROSE, PHP));
  private static final Set<Language> BRACED =
      EnumSet.complementOf(EnumSet.of(PROSE, JAVASCRIPT, PHP));

  private static final String QUOTE = "\\\\?[\"'`]";
  private static final String ANYTHING = "";

  /** Readings that look like definitions, so they come before those. */
  private static final List<Idiom> FIRST =
      List.of(
          Idiom.of("expansion", BRACED, "\\$\\{[#!]?", "[^A-Za-z0-9_(]"),
          Idiom.of("expansion", Set.of(MAKE), "\\$\\(", "\\)"),
          Idiom.of("expansion", EXPANDING, "(?<![\\w$\\\\])\\$|%(?=$)|\\$env:", "(?!\\s*=[^=])"),
          Idiom.of(
              "expression",
              Set.of(YAML, DATA),
              "\\{\\{[^}]{0,60}\\b(?:env|secrets|vars|values)\\.",
              ANYTHING),
          Idiom.of(
              "destructured",
              Set.of(JAVASCRIPT),
              "\\{[\\w\\s,:]*",
              "[^}]{0,80}\\}\\s*=\\s*(?:process\\.env|import\\.meta\\.env|Bun\\.env|env)\\b"));

  /** A definition, or another variable's value being set to a text. */
  private static final Pattern DEFINED_AFTER =
      Pattern.compile("\\\\?[\"'`]?\\s*[\\])}]?\\s*(?:(?:\\?\\?|\\|\\||:|\\+)?=(?![=~>])|=>)");

  private static final Pattern SET_BEFORE =
      Pattern.compile(
          "(?i)(?:(?:set_?env|putenv|unset_?env|del_?env|stub_?env|set_?var|remove_?var)\\w*"
              + "\\(\\s*|\\.(?:put|set|with_?env|remove)\\(\\s*|\\b(?:unset|del|delete|ENV)\\s+)"
              + QUOTE
              + "?$");

  private static final Pattern KEY_AFTER = Pattern.compile("\\\\?[\"'`]\\s*:\\s*\\S");

  private static final String ENVIRONMENT_CALL =
      "[\\w.$:>-]{0,60}(?i:env|environ|property|config|setting|secret)\\w{0,20}!?"
          + "(?:\\(\\))?(?:(?:\\.|::)\\w{1,20})*\\s*[(\\[{]\\s*(?:\\w{1,10}\\s*=\\s*)?"
          + QUOTE;

  private static final List<Idiom> LATER =
      List.of(
          Idiom.of("call", CODE, ENVIRONMENT_CALL, QUOTE),
          Idiom.of("call", ALL, "(?i:getenv|environ\\.get|env\\.fetch)\\(?\\s*" + QUOTE, QUOTE),
          Idiom.of("name as a literal", CODE, "\\w{0,20}:?" + QUOTE, QUOTE),
          Idiom.of("tag", Set.of(GO), "\\w{0,20}env\\w{0,20}:\"", ANYTHING),
          Idiom.of(
              "member",
              CODE,
              "[\\w.]{0,40}\\b(?:env|ENV|environ|_ENV)\\??(?:\\.|->|\\{)",
              ANYTHING),
          Idiom.of("field of settings", Set.of(PYTHON), "^\\s+", "\\s*:\\s*[A-Za-z]"),
          Idiom.of(
              "field of settings",
              Set.of(JAVASCRIPT),
              "^\\s+",
              "\\s*:\\s*(?:z|Joi|yup|str|url|v|t)\\s*[.(]"),
          Idiom.of("destructured", Set.of(JAVASCRIPT), "^\\s+", "\\s*(?:,|$)"),
          Idiom.of("passed through", Set.of(YAML), "^\\s*-\\s*[\"']?", "[\"']?\\s*(?:#.*)?$"),
          Idiom.of("passed through", Set.of(YAML), "^\\s+", "\\s*:\\s*(?:#.*)?$"),
          Idiom.of("build argument", Set.of(DOCKERFILE), "^\\s*ARG\\s+", ANYTHING),
          Idiom.of(
              "passed through",
              Set.of(SHELL, YAML, MAKE),
              "(?:-e|--env)[\\s=]+[\"']?",
              "(?!\\w|=)"),
          Idiom.of("printed", ALL, "\\b(?:printenv|-v|\\\\getenv\\s+\\w+)\\s+", ANYTHING));

  private ReadIdioms() {}

  /** The read that the variable from {@code start} to {@code end} is; empty if it is none. */
  static Optional<Seen> at(String line, int start, int end, Language language) {
    return first(FIRST, line, start, end, language)
        .or(
            () ->
                isDefined(line, start, end)
                    ? Optional.empty()
                    : first(LATER, line, start, end, language));
  }

  /**
   * A read.
   *
   * @param shown the part of the line that makes it one, never more
   */
  record Seen(String idiom, String shown) {}

  private static boolean isDefined(String line, int start, int end) {
    String before = line.substring(Math.max(0, start - 60), start);
    String after = line.substring(end);
    boolean argument = before.endsWith("ARG ");
    return !argument
        && (DEFINED_AFTER.matcher(after).lookingAt()
            || KEY_AFTER.matcher(after).lookingAt()
            || SET_BEFORE.matcher(before).find());
  }

  private static Optional<Seen> first(
      List<Idiom> idioms, String line, int start, int end, Language language) {
    for (Idiom idiom : idioms) {
      Optional<String> shown = idiom.shown(line, start, end, language);
      if (shown.isPresent()) {
        return Optional.of(new Seen(idiom.name(), shown.get()));
      }
    }
    return Optional.empty();
  }
}
