package dev.redline.rag.judge.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.evaluation.JudgeProvider;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.judge.reply.UnreadableReply;
import dev.redline.rag.metric.Label;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chat protocol is read as strictly as Bedrock, in words and by schema. */
class StrictChatRepliesTest {

  private static final String UNREADABLE = "dev.redline.rag.judge.reply.UnreadableReply#";

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource(UNREADABLE + "insteadOfClaims")
  void claims(UnreadableReply bad) {
    askedTwice(bad, "text", judge -> judge.extract("q", "text"));
  }

  @ParameterizedTest
  @MethodSource(UNREADABLE + "insteadOfThreeLabels")
  void labels(UnreadableReply bad) {
    askedTwice(bad, "text", StrictChatRepliesTest::checkThree);
  }

  @ParameterizedTest
  @MethodSource(UNREADABLE + "insteadOfClaimsInJson")
  void claimsBySchema(UnreadableReply bad) {
    askedTwice(bad, "schema", judge -> judge.extract("q", "text"));
  }

  @ParameterizedTest
  @MethodSource(UNREADABLE + "insteadOfThreeLabelsInJson")
  void labelsBySchema(UnreadableReply bad) {
    askedTwice(bad, "schema", StrictChatRepliesTest::checkThree);
  }

  @Test
  void labelsInCapitalsAndFencesThatNameALanguageChangeNothing() {
    try (ChatStandIn standIn =
            standIn(Chat.text("```text\nNEUTRAL\nentailment\n**Contradiction**\n```"));
        JudgeService service = service(standIn, "text")) {
      assertThat(checkThree(service.judge()))
          .containsExactly(Label.NEUTRAL, Label.ENTAILMENT, Label.CONTRADICTION);
      assertThat(standIn.received()).hasSize(1);
    }
  }

  private static List<Label> checkThree(Judge judge) {
    return judge.check("q", Collections.nCopies(3, new Claim("c", "p", "o")), "r");
  }

  private void askedTwice(UnreadableReply bad, String replies, Consumer<Judge> asked) {
    try (ChatStandIn standIn = standIn(Chat.text(bad.text(), bad.cutOff() ? "length" : "stop"));
        JudgeService service = service(standIn, replies)) {
      assertThatThrownBy(() -> asked.accept(service.judge()))
          .isInstanceOfSatisfying(
              UnusableReplyException.class, e -> assertThat(e.reply()).isEqualTo(bad.text()));
      assertThat(standIn.received()).hasSize(2);
      assertThat(standIn.received().get(1).prompt())
          .containsPattern("(?s)Your earlier reply could not be used: [^\n]*" + bad.fault());
    }
  }

  private static ChatStandIn standIn(Chat chat) {
    return new ChatStandIn(r -> r.isPreflight() ? Chat.text("ready") : chat);
  }

  private JudgeService service(ChatStandIn standIn, String replies) {
    Map<String, String> variables = new HashMap<>();
    variables.put("OPENAI_BASE_URL", standIn.base());
    variables.put("OPENAI_MODEL", "llama3.1:8b");
    variables.put("OPENAI_MAX_RPS", "1000");
    variables.put("OPENAI_REPLIES", replies);
    variables.put("RAGCHECKER_CACHE_DIR", folder.resolve("cache").toString());
    return new OpenAiProvider()
        .open(new JudgeProvider.Conditions(variables, Clock.systemUTC(), System.err));
  }
}
