package dev.redline.rag.judge.offline;

import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.offline.text.Lexicon;
import dev.redline.rag.judge.offline.text.Plain;
import dev.redline.rag.judge.offline.text.Term;
import dev.redline.rag.metric.Label;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges without a model: by the content words that a claim and a text have in common, less what
 * numbers, names, negations, opposites, roles and hedges speak against. The same texts always get
 * the same labels. It reads English and cannot reason: how far it can be trusted is measured on the
 * labelled pairs of {@code fixtures/judge}. Not safe for use by several threads.
 */
public final class OfflineJudge implements Judge {

  /** Raised with every change of code that may change a label; word lists count by their hash. */
  private static final String RULES = "5";

  private final Lexicon lexicon = new Lexicon();
  private final TextTerms texts = new TextTerms(lexicon);
  private final ClaimSplitter splitter = new ClaimSplitter(lexicon);
  private final ClaimCheck check = new ClaimCheck(texts);
  private final JudgeId id =
      new JudgeId("offline", RULES + "-" + lexicon.sha256(RULES).substring(0, 12), null);

  @Override
  public JudgeId id() {
    return id;
  }

  @Override
  public List<Claim> extract(String question, String given) {
    String text = Plain.of(given);
    texts.requireEnglish("a text to take claims from", text);
    List<Claim> claims = splitter.claims(text);
    if (claims.isEmpty() && text.codePoints().anyMatch(Character::isLetter)) {
      throw new UnusableReplyException("The offline judge finds no claim in a text", text);
    }
    return claims;
  }

  @Override
  public List<Label> check(String question, List<Claim> claims, String given) {
    String reference = Plain.of(given);
    texts.requireEnglish("a text to hold claims against", reference);
    List<String> stated = claims.stream().map(Claim::text).map(Plain::of).toList();
    texts.requireEnglish("a claim", String.join(" ", stated));
    Set<String> asked =
        texts.terms(Plain.of(question)).stream().map(Term::key).collect(Collectors.toSet());
    SupportingText evidence =
        SupportingText.of(
            texts.terms(reference),
            texts.clauses(reference),
            new Mixing(texts.parallels(reference)),
            asked);
    return check.check(stated, evidence);
  }
}
