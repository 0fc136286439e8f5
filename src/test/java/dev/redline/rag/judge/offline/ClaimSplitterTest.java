package dev.redline.rag.judge.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Claim;
import dev.redline.rag.Passage;
import dev.redline.rag.metric.Label;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimSplitterTest {

  private final OfflineJudge judge = new OfflineJudge();

  @Test
  void aSentenceIsCutAroundItsVerb() {
    assertThat(claims("The default of hnsw.ef_search is 40."))
        .containsExactly(new Claim("The default of hnsw.ef_search", "is", "40"));
  }

  @Test
  void clausesAndSentencesAreClaimsOfTheirOwn() {
    assertThat(texts("Plain VACUUM is light, while VACUUM FULL needs a lock. Both take time."))
        .containsExactly("Plain VACUUM is light", "VACUUM FULL needs a lock", "Both take time");
  }

  @Test
  void verbsThatShareASubjectGetItEach() {
    assertThat(texts("The slot keeps old segments and prevents a clean-up."))
        .containsExactly("The slot keeps old segments", "The slot prevents a clean-up");
  }

  @Test
  void aDefaultInAnAsideIsAClaimOfItsOwn() {
    assertThat(texts("The limit work_mem, 4MB by default, applies to each sort."))
        .containsExactly("work_mem is 4MB by default", "The limit work_mem applies to each sort");
  }

  @Test
  void aPronounIsReplacedByWhatItStandsFor() {
    assertThat(texts("The setting jit is on. Its cost limit is high. It works per session."))
        .contains("The setting jit's cost limit is high");
  }

  @Test
  void aFragmentIsWhatTheAnswerIs() {
    assertThat(claims("8GB.")).containsExactly(new Claim("The answer", "is", "8GB"));
  }

  @Test
  void aTextThatStatesNothingHasNoClaims() {
    assertThat(claims("")).isEmpty();
    assertThat(claims(" ... ")).isEmpty();
  }

  @Test
  void noPartOfATripletIsEmpty() {
    DemoCorpus demo = new DemoCorpus();
    assertThat(demo.corpus.passages())
        .flatMap(passage -> claims(passage.text()))
        .allSatisfy(
            claim ->
                assertThat(List.of(claim.subject(), claim.predicate(), claim.object()))
                    .allSatisfy(part -> assertThat(part).isNotBlank()));
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

  private List<Claim> claims(String text) {
    return judge.extract("", text);
  }

  private List<String> texts(String text) {
    return claims(text).stream().map(Claim::text).toList();
  }
}
