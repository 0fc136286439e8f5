package dev.redline.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

  private static final String NEXT = "raise hnsw.ef_search";

  @Test
  void aPassSaysWhatWasSeenAndAsksForNothing() {
    assertThat(Verdict.pass("recall at K=16", "0.9800", "at least 0.9500"))
        .hasToString("PASS: recall at K=16: observed 0.9800, required at least 0.9500");
  }

  @Test
  void aFailureEndsWithWhatToDoNext() {
    assertThat(Verdict.fail("recall at K=16", "0.9000", "at least 0.9500", NEXT))
        .hasToString(
            "FAIL: recall at K=16: observed 0.9000, required at least 0.9500."
                + " Next: raise hnsw.ef_search");
  }

  @Test
  void anInconclusiveVerdictIsCalledSoAndEndsWithWhatToDoNext() {
    assertThat(Verdict.inconclusive("recall", "no figure (NaN)", "at least 0.9500", NEXT))
        .hasToString(
            "INCONCLUSIVE: recall: observed no figure (NaN), required at least 0.9500."
                + " Next: raise hnsw.ef_search");
  }

  @Test
  void theReasonOfThePlanFollowsWhatItRequires() {
    assertThat(
            Verdict.fail("f1", "0.1", "at least 0.2", NEXT)
                .because(Optional.of("the last release had it")))
        .hasToString(
            "FAIL: f1: observed 0.1, required at least 0.2 (because the last release had it)."
                + " Next: raise hnsw.ef_search");
  }

  @ParameterizedTest
  @EnumSource
  void onlyAPassLetsThePlanGoOn(Status status) {
    Verdict verdict = new Verdict(status, "s", "o", "r", Optional.empty(), NEXT);

    assertThat(verdict.passed()).isEqualTo(status == Status.PASS);
  }

  @Test
  void nothingFoundWhereNothingMayBeIsAPass() {
    assertThat(Verdict.none("invalid indexes", List.of(), "none", "REINDEX"))
        .isEqualTo(Verdict.pass("invalid indexes", "none", "none"));
  }

  @Test
  void everythingFoundWhereNothingMayBeIsListed() {
    assertThat(Verdict.none("invalid indexes", List.of("a", "b"), "none", "REINDEX"))
        .isEqualTo(Verdict.fail("invalid indexes", "a; b", "none", "REINDEX"));
  }
}
