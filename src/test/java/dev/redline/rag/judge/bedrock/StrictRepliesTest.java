package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redline.rag.Claim;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.model.ModelSession;
import dev.redline.rag.judge.reply.UnreadableReply;
import dev.redline.rag.metric.Label;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read for certain is asked for once more, and then left unjudged. */
class StrictRepliesTest extends BedrockTest {

  private static final String CLAIM = "(\"A\", \"is\", \"b\")";

  static Stream<UnreadableReply> listsOfClaims() {
    return UnreadableReply.insteadOfClaims();
  }

  static Stream<UnreadableReply> listsOfLabels() {
    return UnreadableReply.insteadOfThreeLabels();
  }

  private static Served served(UnreadableReply bad) {
    return Served.text(bad.text(), bad.cutOff() ? "max_tokens" : "end_turn");
  }

  @ParameterizedTest
  @MethodSource("listsOfClaims")
  void claimsThatCannotBeReadAreAskedForOnceMoreAndThenLeftUnjudged(UnreadableReply bad) {
    StandIn standIn = standIn(request -> served(bad));

    assertThatThrownBy(() -> bedrock(standIn).judge().extract("q", "text"))
        .isInstanceOfSatisfying(
            UnusableReplyException.class, e -> assertThat(e.reply()).isEqualTo(bad.text()));

    assertAskedTwice(standIn, bad);
  }

  @ParameterizedTest
  @MethodSource("listsOfLabels")
  void labelsThatCannotBeReadAreAskedForOnceMoreAndThenLeftUnjudged(UnreadableReply bad) {
    StandIn standIn = standIn(request -> served(bad));

    assertThatThrownBy(() -> bedrock(standIn).judge().check("q", claims(3), "r"))
        .isInstanceOfSatisfying(
            UnusableReplyException.class, e -> assertThat(e.reply()).isEqualTo(bad.text()));

    assertAskedTwice(standIn, bad);
  }

  private static void assertAskedTwice(StandIn standIn, UnreadableReply bad) {
    assertThat(standIn.received()).hasSize(2);
    assertThat(standIn.received().get(0).prompt()).doesNotContain("earlier reply");
    assertThat(standIn.received().get(1).prompt())
        .startsWith(standIn.received().get(0).prompt())
        .containsPattern("(?s)Your earlier reply could not be used: [^\n]*" + bad.fault());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "Nobody knows. We do not know the cause. | ('We', 'do not know', 'the cause')",
        "The pump was replaced. | ('The pump', 'was not able to start', 'in May')",
        "Water damage isn't covered by section 5. | ('Section 5', 'does not cover', 'damage by water')",
        "All customer data stays in Europe. | ('No data', 'of a customer', 'leaves Europe')",
      })
  void aClaimOfATextThatHasNoAnswerIsNoApology(String text, String claim) {
    StandIn standIn = standIn(request -> Served.text(claim.replace('\'', '"')));

    assertThat(bedrock(standIn).judge().extract("q", text)).hasSize(1);
    assertThat(standIn.received()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("listsOfClaims")
  void claimsOfTheSecondReplyCountAndTheRepairIsCounted(UnreadableReply bad) {
    StandIn standIn = standIn(r -> r.number() == 0 ? served(bad) : Served.text(CLAIM));
    ModelSession bedrock = bedrock(standIn);

    assertThat(bedrock.judge().extract("q", "text")).containsExactly(new Claim("A", "is", "b"));
    assertThat(bedrock.record().replies().askedAgain()).isEqualTo(1);
    assertThat(bedrock.record().line()).contains("1 of 1 replies asked for again");
  }

  @ParameterizedTest
  @MethodSource("listsOfLabels")
  void labelsOfTheSecondReplyCountAndTheRepairIsCounted(UnreadableReply bad) {
    StandIn standIn =
        standIn(
            r ->
                r.number() == 0
                    ? served(bad)
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
        "```\n(\"A\", \"is\", \"b\")\n```",
        "```python\n(\"A\", \"is\", \"b\")\n```"
      })
  void whatChangesNoMeaningIsNoFault(String reply) {
    StandIn standIn = standIn(request -> Served.text(reply));

    assertThat(bedrock(standIn).judge().extract("q", "t"))
        .containsExactly(new Claim("A", "is", "b"));
    assertThat(standIn.received()).hasSize(1);
  }

  static Stream<Arguments> responsesWithoutAReply() {
    String none = "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[%s]}}%s}";
    String said = "{\"text\":\"Neutral\"}";
    String reason = ",\"stopReason\":\"%s\"";
    return Stream.of(
        arguments("{}", "empty", "held no message"),
        arguments("{\"output\":null,\"stopReason\":\"end_turn\"}", "empty", "held no message"),
        arguments(none.formatted("", reason.formatted("end_turn")), "empty", "held no message"),
        arguments(
            none.formatted("{\"text\":\"\"}", reason.formatted("end_turn")), "empty", "was empty"),
        arguments(
            none.formatted("", reason.formatted("guardrail_intervened")),
            "stopped",
            "was stopped: guardrail_intervened"),
        arguments(
            none.formatted(said, reason.formatted("content_filtered")),
            "stopped",
            "was stopped: content_filtered"),
        arguments(
            none.formatted(said, reason.formatted("grown_tired")),
            "stopped",
            "was stopped: grown_tired"),
        arguments(none.formatted(said, ""), "stopped", "did not say why it ended"),
        arguments(none.formatted("", reason.formatted("max_tokens")), "cut_off", "was cut off"));
  }

  @ParameterizedTest
  @MethodSource("responsesWithoutAReply")
  void aResponseWithoutAReplyIsAskedForOnceMoreAndThenLeavesTheCaseUnjudged(
      String body, String fault, String problem) {
    StandIn standIn = standIn(request -> Served.raw(200, body));
    ModelSession bedrock = bedrock(standIn);

    assertThatThrownBy(() -> bedrock.judge().check("q", claims(1), "r"))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessageStartingWith("Asked twice for ")
        .hasMessageContaining(problem);
    assertThat(standIn.received()).hasSize(2);
    assertThat(standIn.received().get(1).prompt())
        .contains("Your earlier reply could not be used: it " + problem);
    assertThat(bedrock.record().replies().faults()).containsExactly(entry(fault, 1L));
  }

  @ParameterizedTest
  @MethodSource("responsesWithoutAReply")
  void theReplyThatComesThenCountsAndIsCounted(String body, String fault, String problem) {
    StandIn standIn =
        standIn(r -> r.number() == 0 ? Served.raw(200, body) : Served.text("Entailment"));
    ModelSession bedrock = bedrock(standIn);

    assertThat(bedrock.judge().check("q", claims(1), "r")).containsExactly(Label.ENTAILMENT);
    assertThat(bedrock.record().replies().askedAgain()).as(problem).isEqualTo(1);
    assertThat(bedrock.record().replies().faults()).containsExactly(entry(fault, 1L));
  }
}
