package dev.redline.rag.judge.reply;

import dev.redline.rag.Claim;
import dev.redline.rag.judge.call.Fault;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.metric.Label;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replies in lines. A list marker, a number that is the line's own, emphasis and quotes change
 * nothing; any other word does.
 */
final class TextReader implements ReplyReader {

  private static final Pattern NONE =
      Pattern.compile(
          "\\W*(?:abstain|no (?:claims|statements|facts))\\W*", Pattern.CASE_INSENSITIVE);

  /** What some models write above a list whatever they are told. */
  private static final Pattern HEADING =
      Pattern.compile(
          "#* ?(?:here are )?(?:the |all )?(?:extracted |single )?"
              + "(?:claims|statements|facts|triplets)(?: of fact)?"
              + "(?: (?:in|from|of) the text| that the text makes)?:?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LABEL =
      Pattern.compile(
          "(?:[-•*] +|(?:claim +)?(?<number>\\d{1,3}) ?[.):] *)?[\"'`*_(\\[]*"
              + "(?<label>entailment|neutral|contradiction)[\"'`*_)\\]]*[.,;]?[*_]*",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Claim> claims(ModelReply reply) {
    ReplyLines lines = ReplyLines.of(reply, "claims");
    List<String> all = lines.lines();
    if (all.size() == 1 && NONE.matcher(all.get(0)).matches()) {
      return List.of();
    }
    Set<Claim> claims = new LinkedHashSet<>();
    for (int i = HEADING.matcher(all.get(0)).matches() ? 1 : 0; i < all.size(); i++) {
      claims.add(claim(lines, i));
    }
    if (claims.isEmpty()) {
      throw lines.fault(Fault.EMPTY, "it was empty but for a heading");
    }
    return List.copyOf(claims);
  }

  private static Claim claim(ReplyLines lines, int index) {
    int line = index;
    Claim claim =
        ClaimText.parse(lines.lines().get(index))
            .orElseThrow(
                () -> lines.form(line, "one statement (\"subject\", \"predicate\", \"object\")"));
    return ClaimText.stated(claim, lines);
  }

  @Override
  public List<Label> labels(ModelReply reply, int claims) {
    ReplyLines lines = ReplyLines.of(reply, LabelCount.asked(claims));
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < lines.lines().size(); i++) {
      labels.add(label(lines, i));
    }
    if (labels.size() != claims) {
      throw lines.fault(Fault.COUNT, LabelCount.words(labels.size(), claims));
    }
    return List.copyOf(labels);
  }

  private static Label label(ReplyLines lines, int index) {
    Matcher label = LABEL.matcher(lines.lines().get(index));
    if (!label.matches() || !isOwn(label.group("number"), index)) {
      throw lines.form(index, "one of the words Entailment, Contradiction, Neutral");
    }
    return Label.valueOf(label.group("label").toUpperCase(Locale.ROOT));
  }

  private static boolean isOwn(@Nullable String number, int index) {
    return number == null || Integer.parseInt(number) == index + 1;
  }
}
