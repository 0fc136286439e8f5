package dev.redline.phase.resolver;

import dev.redline.plan.AdoptionConfig.Form;
import dev.redline.plan.AdoptionConfig.Import;
import dev.redline.plan.AdoptionConfig.Rewriting;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a source file with its direct reads going through the resolver. */
final class RewrittenText {

  private RewrittenText() {}

  /** The same text if nothing in it is a read. Line ends stay as they are. */
  static String of(String text, Path path, Rewriting rewriting) {
    String rewritten = text;
    for (Form read : rewriting.reads()) {
      rewritten = read.form().matcher(rewritten).replaceAll(Matcher.quoteReplacement(read.with()));
    }
    String result = rewritten;
    return result.equals(text)
        ? text
        : rewriting.imported().map(line -> imported(result, path, line)).orElse(result);
  }

  private static String imported(String text, Path path, Import line) {
    Matcher place = Pattern.compile(line.before().pattern(), Pattern.MULTILINE).matcher(text);
    if (!place.find()) {
      throw new AdoptionException(
          path + ": there is no line to place the import before. Give it one, and run again.");
    }
    int start = text.lastIndexOf('\n', place.start()) + 1;
    String up = "../".repeat(path.getNameCount() - 1);
    String added = line.line().replace("{up}", up.isEmpty() && isModule(line) ? "./" : up);
    return text.substring(0, start) + added + "\n" + text.substring(start);
  }

  /** Node takes a name without a dot for a package. */
  private static boolean isModule(Import line) {
    return line.line().contains("require(");
  }
}
