package dev.redline.rag.judge.model;

import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.evaluation.Refusal;
import dev.redline.rag.judge.call.Fault;
import dev.redline.rag.judge.call.FaultyReplyException;
import dev.redline.rag.judge.call.Model;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.judge.prompt.Prompts;
import dev.redline.rag.judge.reply.ReplyReader;
import dev.redline.rag.metric.Label;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Judges by a model. May be used by several threads at once. */
final class ModelJudge implements Judge {

  private static final Pattern LONGER_WORD = Pattern.compile("\\p{L}{4,}");

  private final JudgeId id;
  private final Model model;
  private final Prompts prompts;
  private final Checking checking;
  private final ReplyReader reader;

  ModelJudge(JudgeId id, Model model, Prompts prompts, Checking checking, ReplyReader reader) {
    this.id = id;
    this.model = model;
    this.prompts = prompts;
    this.checking = checking;
    this.reader = reader;
  }

  @Override
  public JudgeId id() {
    return id;
  }

  @Override
  public List<Claim> extract(String question, String text) {
    return text.isBlank()
        ? List.of()
        : model.ask(
            prompts.extraction(question, text), reply -> of(text, reader.claims(reply), reply));
  }

  /**
   * An apology may be in the form of claims, above all where a schema leaves a model no other.
   *
   * @throws FaultyReplyException if every claim says that there is no answer in words that are not
   *     the text's, and the text does not say so
   */
  private static List<Claim> of(String text, List<Claim> claims, ModelReply reply) {
    boolean apology =
        !claims.isEmpty()
            && claims.stream()
                .map(Claim::text)
                .allMatch(claim -> Refusal.isIn(claim) && !isMadeOf(text, claim));
    if (apology && !Refusal.isIn(text)) {
      throw new FaultyReplyException(
          "claims", Fault.FORM, "it was an apology and made no claim of the text", reply);
    }
    return claims;
  }

  /** Half of a claim's longer words, at least, are in the text that it was taken from. */
  private static boolean isMadeOf(String text, String claim) {
    String lower = text.toLowerCase(Locale.ROOT);
    List<String> words =
        LONGER_WORD
            .matcher(claim.toLowerCase(Locale.ROOT))
            .results()
            .map(MatchResult::group)
            .toList();
    return !words.isEmpty() && 2 * words.stream().filter(lower::contains).count() >= words.size();
  }

  @Override
  public List<Label> check(String question, List<Claim> claims, String reference) {
    return checking.check(question, claims, reference);
  }
}
