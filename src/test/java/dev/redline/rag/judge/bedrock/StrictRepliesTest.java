package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.Claim;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.model.ModelSession;
import dev.redline.rag.metric.Label;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read for certain is asked for once more, and then left unjudged. */
class StrictRepliesTest extends BedrockTest {

  private static final String CLAIM = "(\"A\", \"is\", \"b\")";

  /**
   * A reply that looks like one and is none.
   *
   * @param fault what the second request says about the first reply
   */
  private record Bad(String name, String text, String end, String fault) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Bad whole(String name, String text, String fault) {
    return new Bad(name, text, "end_turn", fault);
  }

  static Stream<Bad> listsOfClaims() {
    return Stream.of(
        new Bad("cut off within a claim", CLAIM + "\n(\"C\", \"is", "max_tokens", "cut off"),
        new Bad("cut off between two claims", CLAIM, "max_tokens", "cut off"),
        whole(
            "apology that names claims",
            "There are no claims I am able to process because the service is overloaded.",
            "line 1"),
        whole(
            "apology with a claim behind it",
            "I am sorry, I could only read the beginning.\n" + CLAIM,
            "line 1"),
        whole(
            "German apology",
            "Leider kann ich gerade keine Aussagen liefern, der Dienst ist überlastet.",
            "line 1"),
        whole(
            "French apology",
            "Désolé, aucune affirmation ne peut être traitée pour le moment.",
            "line 1"),
        whole("echoed placeholder", "(\"subject\", \"predicate\", \"object\")", "example"),
        whole(
            "placeholder among claims", CLAIM + "\n(\"Subject\", \"predicate\", \"o\")", "example"),
        whole("claims and the word for none", CLAIM + "\nAbstain", "line 2"),
        whole("a line that is no claim", CLAIM + "\n(\"C\", \"is\")", "line 2"),
        whole("two claims a line", CLAIM + " and " + CLAIM, "line 1"),
        whole("nothing", " \n", "empty"));
  }

  static Stream<Bad> listsOfLabels() {
    return Stream.of(
        whole("one label for three claims", "Entailment", "1 label"),
        whole("four labels for three claims", "Neutral\n".repeat(4), "4 labels"),
        new Bad("cut off", "Entailment\nNeutral\nEntail", "max_tokens", "cut off"),
        whole(
            "preamble that names the labels",
            "Entailment, Neutral and Contradiction were weighed:\nEntailment\nNeutral\nNeutral",
            "line 1"),
        whole(
            "a meaning turned round", "not Neutral: it is Entailment\nNeutral\nNeutral", "line 1"),
        whole("a label that is denied", "Not Entailment\nNeutral\nNeutral", "line 1"),
        whole("German labels", "Folgerung\nNeutral\nWiderspruch", "line 1"),
        whole("German preamble", "Neutral ist keine davon:\nNeutral\nNeutral\nNeutral", "line 1"),
        whole("French labels", "Implication\nNeutre\nContradiction", "line 1"),
        whole("Polish form of a label", "Entailment\nNeutralne\nNeutral", "line 2"),
        whole(
            "apology",
            "I have to stay neutral: the service is overloaded.\nNeutral\nNeutral",
            "line 1"),
        whole("German apology", "Der Dienst ist überlastet.", "line 1"),
        whole("echoed instruction", "Entailment | Neutral | Contradiction", "line 1"),
        whole("numbers that are out of order", "2. Neutral\n1. Entailment\n3. Neutral", "line 1"),
        whole("nothing", "", "empty"));
  }

  @ParameterizedTest
  @MethodSource("listsOfClaims")
  void claimsThatCannotBeReadAreAskedForOnceMoreAndThenLeftUnjudged(Bad bad) {
    StandIn standIn = standIn(request -> Served.text(bad.text(), bad.end()));

    assertThatThrownBy(() -> bedrock(standIn).judge().extract("q", "text"))
        .isInstanceOfSatisfying(
            UnusableReplyException.class, e -> assertThat(e.reply()).isEqualTo(bad.text()));

    assertAskedTwice(standIn, bad);
  }

  @ParameterizedTest
  @MethodSource("listsOfLabels")
  void labelsThatCannotBeReadAreAskedForOnceMoreAndThenLeftUnjudged(Bad bad) {
    StandIn standIn = standIn(request -> Served.text(bad.text(), bad.end()));

    assertThatThrownBy(() -> bedrock(standIn).judge().check("q", claims(3), "r"))
        .isInstanceOfSatisfying(
            UnusableReplyException.class, e -> assertThat(e.reply()).isEqualTo(bad.text()));

    assertAskedTwice(standIn, bad);
  }

  private static void assertAskedTwice(StandIn standIn, Bad bad) {
    assertThat(standIn.received()).hasSize(2);
    assertThat(standIn.received().get(0).prompt()).doesNotContain("earlier reply");
    assertThat(standIn.received().get(1).prompt())
        .startsWith(standIn.received().get(0).prompt())
        .containsPattern("(?s)Your earlier reply could not be used: [^\n]*" + bad.fault());
  }

  @ParameterizedTest
  @MethodSource("listsOfClaims")
  void claimsOfTheSecondReplyCountAndTheRepairIsCounted(Bad bad) {
    StandIn standIn =
        standIn(r -> r.number() == 0 ? Served.text(bad.text(), bad.end()) : Served.text(CLAIM));
    ModelSession bedrock = bedrock(standIn);

    assertThat(bedrock.judge().extract("q", "text")).containsExactly(new Claim("A", "is", "b"));
    assertThat(bedrock.record().replies().askedAgain()).isEqualTo(1);
    assertThat(bedrock.record().line()).contains("1 of 1 replies asked for again");
  }

  @ParameterizedTest
  @MethodSource("listsOfLabels")
  void labelsOfTheSecondReplyCountAndTheRepairIsCounted(Bad bad) {
    StandIn standIn =
        standIn(
            r ->
                r.number() == 0
                    ? Served.text(bad.text(), bad.end())
                    : Served.text("1. Entailment\n2. Neutral\n3. *Contradiction*."));
    ModelSession bedrock = bedrock(standIn);

    assertThat(bedrock.judge().check("q", claims(3), "r"))
        .containsExactly(Label.ENTAILMENT, Label.NEUTRAL, Label.CONTRADICTION);
    assertThat(bedrock.record().replies().askedAgain()).isEqualTo(1);
  }

  @Test
  void aRepairThatWasPaidForIsRememberedAndCountedAgain() {
    StandIn standIn = standIn(r -> Served.text(r.number() == 0 ? "Vielleicht." : "Neutral"));
    bedrock(standIn).judge().check("q", claims(1), "r");
    ModelSession later = bedrock(standIn);

    assertThat(later.judge().check("q", claims(1), "r")).containsExactly(Label.NEUTRAL);
    assertThat(standIn.received()).hasSize(2);
    assertThat(later.record().replies().askedAgain()).isEqualTo(1);
  }

  @Test
  void aListThatWasCutOffMayBeTwiceAsLongTheSecondTime() {
    StandIn standIn = standIn(r -> Served.text(CLAIM, r.number() == 0 ? "max_tokens" : "end_turn"));

    bedrock(standIn).judge().extract("q", "text");

    assertThat(standIn.received()).map(Received::maxTokens).containsExactly(1000, 2000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(\"A\", \"is\", \"b\")",
        "1. ('A', 'is', 'b')",
        "- (\"A\", \"is\", \"b\"),",
        "Here are the statements:\n\n(\"A\", \"is\", \"b\")",
        "```\n(\"A\", \"is\", \"b\")\n```"
      })
  void whatChangesNoMeaningIsNoFault(String reply) {
    StandIn standIn = standIn(request -> Served.text(reply));

    assertThat(bedrock(standIn).judge().extract("q", "t"))
        .containsExactly(new Claim("A", "is", "b"));
    assertThat(standIn.received()).hasSize(1);
  }
}
