package dev.redline.rag.judge.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Claim;
import dev.redline.rag.Passage;
import dev.redline.rag.judge.offline.retrieval.DemoCorpus;
import dev.redline.rag.judge.offline.text.Lexicon;
import dev.redline.rag.metric.Label;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimSplitterTest {

  private final OfflineJudge judge = new OfflineJudge();

  @Test
  void aClaimHasOneOrTwoContentWordsAndTheSmallOnesBeforeThem() {
    assertThat(texts("The limit does not apply to each sort of a query."))
        .containsExactly("The limit does not apply", "… to each sort of a query.");
  }

  @Test
  void clausesAndSentencesBeginClaimsOfTheirOwn() {
    assertThat(texts("Plain VACUUM is light, while VACUUM FULL locks. Both take time."))
        .containsExactly(
            "Plain", "… VACUUM is light,", "… while VACUUM", "… FULL locks.", "Both take time.");
  }

  @Test
  void numbersOfReferencesAreNoClaims() {
    assertThat(texts("Copper conducts heat [1, 2].")).hasSize(2);
  }

  @Test
  void aTextThatStatesNothingHasNoClaims() {
    assertThat(claims("")).isEmpty();
    assertThat(claims(" ... ")).isEmpty();
  }

  @Test
  void claimsAreShort() {
    DemoCorpus demo = new DemoCorpus();
    assertThat(
            demo.corpus.passages().stream()
                .flatMap(passage -> texts(passage.text()).stream())
                .mapToInt(claim -> claim.split(" ").length)
                .average()
                .orElseThrow())
        .isLessThan(8);
  }

  @Test
  void nearlyEveryClaimIsSupportedByTheTextItComesFrom() {
    DemoCorpus demo = new DemoCorpus();
    long all = 0;
    long supported = 0;
    for (Passage passage : demo.corpus.passages()) {
      List<Claim> claims = claims(passage.text());
      all += claims.size();
      supported +=
          judge.check("", claims, passage.text()).stream()
              .filter(label -> label == Label.ENTAILMENT)
              .count();
    }
    assertThat((double) supported / all).isGreaterThan(0.97);
  }

  @Test
  void aSentenceOfHundredThousandWordsIsTakenApartLikeAShortOne() {
    assertThat(new ClaimSplitter(new Lexicon()).claims("numbers ".repeat(100_000))).hasSize(50_000);
  }

  private List<Claim> claims(String text) {
    return judge.extract("", text);
  }

  private List<String> texts(String text) {
    return claims(text).stream().map(Claim::text).toList();
  }
}
