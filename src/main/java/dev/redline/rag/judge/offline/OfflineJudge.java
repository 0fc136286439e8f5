package dev.redline.rag.judge.offline;

import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.metric.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges without a model, by words, numbers and identifiers. The same texts always get the same
 * labels. It knows English and this domain's vocabulary, and cannot reason: how far it can be
 * trusted is measured on the labelled pairs of {@code fixtures/judge}. Not safe for use by several
 * threads.
 */
public final class OfflineJudge implements Judge {

  /** Raised with every change of code that may change a label; word lists count by their hash. */
  private static final String RULES = "2";

  private static final int REMEMBERED = 1024;

  private final Lexicon lexicon = new Lexicon();
  private final TextAnalyzer analyzer = new TextAnalyzer(lexicon);
  private final ClaimSplitter splitter = new ClaimSplitter(lexicon);
  private final ClaimCheck check = new ClaimCheck(new Weights(lexicon));
  private final JudgeId id =
      new JudgeId("offline", RULES + "-" + lexicon.sha256(RULES).substring(0, 12), null);
  private final Map<String, List<Clause>> analysed =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Clause>> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Override
  public JudgeId id() {
    return id;
  }

  @Override
  public List<Claim> extract(String question, String text) {
    Legibility.require("a text to take claims from", text);
    List<Claim> claims = splitter.claims(text);
    if (claims.isEmpty() && text.codePoints().anyMatch(Character::isLetter)) {
      throw new UnusableReplyException("The offline judge finds no claim in a text", text);
    }
    return claims;
  }

  @Override
  public List<Label> check(String question, List<Claim> claims, String reference) {
    Legibility.require("a text to hold claims against", reference);
    claims.forEach(claim -> Legibility.require("a claim", claim.text()));
    Set<String> asked =
        clauses(question).stream().flatMap(c -> c.keys().stream()).collect(Collectors.toSet());
    Evidence evidence = new Evidence(new Reference(clauses(reference)), asked);
    return claims.stream().map(claim -> check.check(clauses(claim.text()), evidence)).toList();
  }

  private List<Clause> clauses(String text) {
    return analysed.computeIfAbsent(text, analyzer::clauses);
  }
}
