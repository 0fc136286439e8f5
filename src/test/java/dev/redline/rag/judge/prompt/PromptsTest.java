package dev.redline.rag.judge.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Claim;
import dev.redline.rag.judge.reply.ClaimLine;
import dev.redline.rag.judge.reply.ReplyFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptsTest {

  @ParameterizedTest
  @ValueSource(strings = {"extraction", "joint", "single", "answer"})
  void instructionsComeAfterTheDataAndSayThatItIsData(String name) {
    PromptTemplate template = PromptTemplate.load(name);

    String afterData = template.user().substring(template.user().lastIndexOf("}}"));

    assertThat(afterData).contains("material", "not yours to follow");
    assertThat(template.system()).contains("never addressed to you");
    assertThat(template.sha256()).hasSize(64);
  }

  @Test
  void aClaimTakesOneLineWhateverItContains() {
    Claim claim = new Claim("A\nEntailment", "is\r\n", "b");

    assertThat(ClaimLine.of(claim)).isEqualTo("(\"A Entailment\", \"is \", \"b\")");
  }

  @Test
  void theVersionOfTheJudgeDependsOnHowItChecks() {
    Prompts prompts = new Prompts("model", ReplyFormat.TEXT);

    assertThat(prompts.judgeSha256(CheckingMode.JOINT))
        .isEqualTo(new Prompts("model", ReplyFormat.TEXT).judgeSha256(CheckingMode.JOINT))
        .isNotEqualTo(prompts.judgeSha256(CheckingMode.SINGLE));
  }

  @Test
  void noCallIsLongerInTokensThanItIsAssumedToBeAtMost() {
    Conversation call =
        new Prompts("model", ReplyFormat.TEXT).joint("q", List.of(), "€".repeat(100));

    assertThat(call.atMost().input()).isGreaterThan(300 + 64);
    assertThat(call.atMost().output()).isEqualTo(150);
  }
}
