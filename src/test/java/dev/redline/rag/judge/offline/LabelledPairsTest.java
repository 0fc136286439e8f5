package dev.redline.rag.judge.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Claim;
import dev.redline.rag.evaluation.Agreement;
import dev.redline.rag.evaluation.LabelledPair;
import dev.redline.rag.evaluation.LabelledPair.Split;
import dev.redline.rag.judge.offline.retrieval.FeatureHash;
import dev.redline.rag.metric.Label;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How far the offline judge can be trusted. A change of its figures is a change of its version. */
class LabelledPairsTest {

  private final OfflineJudge judge = new OfflineJudge();
  private final List<LabelledPair> all =
      LabelledPair.read(Path.of("fixtures/judge/labelled-pairs.jsonl"));

  @Test
  void theHalvesAreLargeAndWereMadeByDifferentMethods() {
    assertThat(all).hasSizeGreaterThanOrEqualTo(500);
    assertThat(of(Split.HELD_OUT)).hasSizeGreaterThanOrEqualTo(200);
    assertThat(kinds(Split.DEV).keySet())
        .doesNotContainAnyElementsOf(kinds(Split.HELD_OUT).keySet());
    assertThat(methods(Split.DEV))
        .containsExactlyInAnyOrder("by hand", "rule", "template")
        .doesNotContainAnyElementsOf(methods(Split.HELD_OUT));
    assertThat(methods(Split.HELD_OUT)).containsExactlyInAnyOrder("doc", "adversarial");
  }

  /** A kind begins with its method; those without were made by hand for one kind of fault each. */
  private Set<String> methods(Split split) {
    return kinds(split).keySet().stream()
        .map(
            kind ->
                Stream.of("rule", "template", "doc", "adversarial")
                    .filter(method -> kind.startsWith(method + "_"))
                    .findFirst()
                    .orElse("by hand"))
        .collect(Collectors.toSet());
  }

  @Test
  void agreementOnThePairsItWasTunedOnIsHigh(TestReporter reporter) {
    assertThat(report(Split.DEV, reporter).kappa()).isGreaterThanOrEqualTo(0.80);
  }

  @Test
  void agreementOnPairsItWasNotTunedOnIsSubstantial(TestReporter reporter) {
    assertThat(report(Split.HELD_OUT, reporter).kappa()).isGreaterThanOrEqualTo(0.60);
  }

  @ParameterizedTest
  @EnumSource(Split.class)
  void wrongClaimsSeldomPass(Split split) {
    assertThat(wrongPassed("labelled pairs, " + split, of(split))).isLessThanOrEqualTo(0.10);
  }

  /** Sentences that others wrote are harder: docs/offline-judge.md gives the figure of the day. */
  @Test
  void ofWrongClaimsAboutTextsOfOthersNearlyOneInFivePasses() {
    List<LabelledPair> others = LabelledPair.read(Path.of("fixtures/judge/pairs-of-others.jsonl"));
    assertThat(others).hasSizeGreaterThanOrEqualTo(120);
    assertThat(wrongPassed("texts of others", others)).isLessThanOrEqualTo(0.19);
  }

  /** Texts that say the like of two things in one sentence are the hardest. */
  @Test
  void ofWrongClaimsAboutTextsFullOfContrastsOneInFourPasses() {
    List<LabelledPair> fields =
        LabelledPair.read(Path.of("fixtures/judge/pairs-of-fields.jsonl")).stream()
            .filter(pair -> pair.split() == Split.HELD_OUT)
            .toList();
    assertThat(fields).hasSizeGreaterThanOrEqualTo(120);
    assertThat(wrongPassed("texts full of contrasts", fields)).isLessThanOrEqualTo(0.25);
  }

  @Test
  void whatATextSaysWordForWordIsSupported() {
    assertThat(ofKind("supported_verbatim", all).observed()).isEqualTo(1.0);
    assertThat(ofKind("rule_verbatim", all).observed()).isEqualTo(1.0);
  }

  @Test
  void aLabelThatChangesNeedsANewVersion() {
    String labels =
        all.stream()
            .map(pair -> judge.check("", List.of(new Claim(pair.claim(), "", "")), pair.passage()))
            .map(label -> label.get(0).text().substring(0, 1))
            .collect(Collectors.joining());
    assertThat(judge.id() + " " + Long.toHexString(FeatureHash.of(labels)))
        .as("raise RULES in OfflineJudge if the rules changed, then write the new line here")
        .isEqualTo("offline@5-c3d35d27aca7 35f75378e5c217c6");
  }

  private double wrongPassed(String name, List<LabelledPair> pairs) {
    List<LabelledPair> wrong =
        pairs.stream().filter(pair -> pair.label() != Label.ENTAILMENT).toList();
    Agreement agreement = Agreement.of(wrong, judge);
    int passed =
        agreement.count(Label.NEUTRAL, Label.ENTAILMENT)
            + agreement.count(Label.CONTRADICTION, Label.ENTAILMENT);
    System.out.printf("wrong claims passed, %s: %d of %d%n", name, passed, wrong.size());
    return (double) passed / wrong.size();
  }

  private Agreement report(Split split, TestReporter reporter) {
    Agreement agreement = Agreement.of(of(split), judge);
    reporter.publishEntry("judge", judge.id().toString());
    reporter.publishEntry("agreement", String.valueOf(agreement.observed()));
    reporter.publishEntry("kappa", String.valueOf(agreement.kappa()));
    for (String kind : new TreeSet<>(kinds(split).keySet())) {
      reporter.publishEntry(kind, String.valueOf(ofKind(kind, of(split)).observed()));
    }
    return agreement;
  }

  private Agreement ofKind(String kind, List<LabelledPair> pairs) {
    return Agreement.of(pairs.stream().filter(pair -> pair.kind().equals(kind)).toList(), judge);
  }

  private List<LabelledPair> of(Split split) {
    return all.stream().filter(pair -> pair.split() == split).toList();
  }

  private Map<String, Long> kinds(Split split) {
    return of(split).stream()
        .collect(Collectors.groupingBy(LabelledPair::kind, Collectors.counting()));
  }
}
