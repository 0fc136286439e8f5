package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What a reviewer asks is answered by the text of the page, without the JSON beside it. */
class ReviewersQuestionsTest {

  private static final Document PASSED = Jsoup.parse(HtmlPage.of(SamplePages.passed()));
  private static final Document ROLLED_BACK = Jsoup.parse(HtmlPage.of(SamplePages.rolledBack()));
  private static final Document INCONCLUSIVE = Jsoup.parse(HtmlPage.of(SamplePages.inconclusive()));
  private static final Document PAUSED = Jsoup.parse(HtmlPage.of(SamplePages.paused()));

  @Test
  void didItPassAndHowNearWasItToFailing() {
    assertThat(PASSED.selectFirst("h1").text())
        .startsWith("✓ PASS: 3 gates of stageA passed; 2 of 3 planned settings")
        .contains("Nearest to its limit: p95 of searches after the change")
        .contains("31.2 % within");
  }

  @Test
  void whyDidItNotPass() {
    assertThat(ROLLED_BACK.selectFirst("h1").text())
        .startsWith("✗ FAIL: stageA.")
        .contains("p95 of vector search at K=16: observed 241.250 ms, required at most 200 ms")
        .contains("Rolled back in 240 ms");
  }

  @Test
  void aVerdictThatWaitsOrCannotTellLooksLikeNoFailure() {
    assertThat(row(PAUSED, "measured", "decision about restart")).contains("‖ PAUSED");
    assertThat(ROLLED_BACK.selectFirst("#measured tbody tr").text()).contains("✗ FAIL");
    assertThat(PAUSED.select("#measured").text()).doesNotContain("✗");
    assertThat(PAUSED.select("#pictures")).isEmpty();
    assertThat(PASSED.select("#pictures figure")).isNotEmpty();
  }

  @Test
  void whatIsWaitedFor() {
    assertThat(PAUSED.selectFirst("h1").text())
        .startsWith("‖ PAUSED: stageA waits for a person: decision about restart: the server")
        .contains("required an approval for change 3f2a91c0. Nothing goes on")
        .doesNotContain("A person has approved");
    assertThat(PAUSED.selectFirst("#changed h2").text()).isEqualTo("What would change");
    assertThat(ROLLED_BACK.selectFirst("#changed h2").text()).isEqualTo("What changed");
  }

  @Test
  void whatIsWorkMemNow() {
    assertThat(row(PASSED, "changed", "work_mem")).startsWith("work_mem 4MB 5888kB 5888kB");
    assertThat(row(ROLLED_BACK, "changed", "work_mem")).startsWith("work_mem 4MB 5888kB 4MB");
  }

  @Test
  void whoApprovedIt() {
    assertThat(row(PASSED, "decided", "restart")).contains("a. reviewer", "OPS-17", "3f2a91c0");
    assertThat(INCONCLUSIVE.getElementById("decided").text())
        .contains("None needed: throwaway server");
    assertThat(PAUSED.getElementById("decided").text()).contains("No decision of a person counts");
  }

  @Test
  void whatDidP95AtK16Do() {
    assertThat(row(PASSED, "bought", "p95 at K=16")).contains("0.912 ms 0.721 ms -20.9 %");
    assertThat(row(PASSED, "bought", "p95 of all searches, in pairs: ratio"))
        .contains("ratio – 0.790");
  }

  @Test
  void howSureIsThat() {
    assertThat(row(PASSED, "measured", "p95 of searches after"))
        .contains("ratio 0.790 (0.740 to 0.860), 300 pairs")
        .contains("by mistake 0 of 40 times");
  }

  @Test
  void howDoIGoBackAndWasThatTried() {
    assertThat(row(PASSED, "back", "stageA"))
        .contains("cp postgresql.conf.bak postgresql.conf")
        .contains("not in this run; the scenarios of rollback passed");
    assertThat(row(ROLLED_BACK, "back", "stageA")).contains("proven to be as before");
  }

  @Test
  void whatWasLeftAloneOrDidNotRun() {
    assertThat(row(PASSED, "left-alone", "jit")).contains("the planned value is in force");
    assertThat(row(ROLLED_BACK, "left-alone", "The change is committed"))
        .contains("not run, because");
  }

  @Test
  void whatMustIDecide() {
    assertThat(row(PAUSED, "decide", "decision about restart"))
        .contains("mvn verify -Dgroups=stageA -Dapprove=restart:3f2a91c0");
    assertThat(PASSED.getElementById("decide").text()).contains("Nothing waits for a person");
    assertThat(row(ROLLED_BACK, "decide", "hot-fix"))
        .contains("read metrics/hotfix/20260504T101530Z-stageA.md");
  }

  /** A gate that sums up repeats what the others said, and one that fails may also be unsure. */
  @Test
  void ofSeveralReasonsTheOneThatFailedIsToldAndEachOnce() {
    Document page = Jsoup.parse(HtmlPage.of(SamplePages.failedAndUnsure()));
    assertThat(page.selectFirst("h1").text()).contains("p95 on the twin: observed 1.521 ms");
    assertThat(page.select("#decide tbody tr")).hasSize(2);
    assertThat(page.select("#measured tbody tr")).hasSize(3);
  }

  @Test
  void whichServerWhenAndIsItSigned() {
    assertThat(row(PASSED, "run", "Server")).contains("local cluster on 127.0.0.1:54321");
    assertThat(row(PASSED, "run", "Started")).contains("2026-05-04 10:15:30 UTC");
    assertThat(row(PASSED, "run", "Signature")).contains("not signed");
    assertThat(PASSED.select("#run tbody th").eachText())
        .doesNotHaveDuplicates()
        .doesNotContain("Verdict", "Decisions");
  }

  private static String row(Document page, String section, String name) {
    return page.getElementById(section).select("tr").stream()
        .map(Element::text)
        .filter(text -> text.startsWith(name))
        .collect(Collectors.joining("\n"));
  }
}
