package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.Judge;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.evaluation.JudgeProvider;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.judge.openai.Chat;
import dev.redline.rag.judge.openai.ChatStandIn;
import dev.redline.rag.judge.openai.OpenAiProvider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fourteen replies that were scored once although nobody could read them, in three languages: each
 * is asked for once more, with the fault named, and then leaves its case unjudged with the reply
 * kept, whichever way a model is spoken to.
 */
class FourteenRepliesTest extends BedrockTest {

  private static final Pattern CLAIM =
      Pattern.compile("\\(\"([^\"]*)\", \"([^\"]*)\", \"([^\"]*)\"\\)");

  /** What was asked for. */
  enum Asked {
    CLAIMS {
      @Override
      void of(Judge judge) {
        judge.extract("q", "text");
      }

      @Override
      Object item(String line) {
        Matcher claim = CLAIM.matcher(line);
        return claim.matches()
            ? Map.of(
                "subject", claim.group(1), "predicate", claim.group(2), "object", claim.group(3))
            : line;
      }
    },
    LABELS {
      @Override
      void of(Judge judge) {
        judge.check("q", claims(3), "r");
      }

      @Override
      Object item(String line) {
        return line;
      }
    };

    abstract void of(Judge judge);

    abstract Object item(String line);

    /** The lines of a reply as a service fills them into a schema. */
    String json(String text) {
      List<Object> items = text.lines().map(this::item).toList();
      return JsonMapper.shared().writeValueAsString(Map.of(name().toLowerCase(Locale.ROOT), items));
    }
  }

  /** How a model is spoken to. */
  enum Way {
    CONVERSE,
    TOOL,
    WORDS_WITHOUT_THE_TOOL,
    CHAT,
    CHAT_BY_SCHEMA,
    CHAT_WORDS_FOR_A_SCHEMA;

    boolean fills() {
      return this == TOOL || this == CHAT_BY_SCHEMA;
    }

    String replies() {
      return this == CONVERSE || this == CHAT ? "text" : "schema";
    }
  }

  record Reply(String name, Asked asked, boolean cutOff, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> replies() {
    List<Arguments> all = new ArrayList<>();
    table()
        .forEach(
            reply -> Arrays.stream(Way.values()).forEach(way -> all.add(Arguments.of(reply, way))));
    return all.stream();
  }

  private static Stream<Reply> table() {
    return Stream.of(
            claims(
                "1 a claim that is cut off",
                true,
                "(\"Water\", \"boils at\", \"100 °C\")\n(\"Ice\", \"melts",
                "(\"Wasser\", \"siedet bei\", \"100 °C\")\n(\"Eis\", \"schmilzt",
                "(\"L'eau\", \"bout à\", \"100 °C\")\n(\"La glace\", \"fond"),
            claims(
                "2 cut off between two claims",
                true,
                "(\"Water\", \"boils at\", \"100 °C\")",
                "(\"Wasser\", \"siedet bei\", \"100 °C\")",
                "(\"L'eau\", \"bout à\", \"100 °C\")"),
            claims(
                "3 an apology that names claims",
                false,
                "There are no claims I am able to process because the service is overloaded.",
                "Es gibt keine Aussagen, die ich verarbeiten kann, da der Dienst überlastet ist.",
                "Il n'y a aucune affirmation que je puisse traiter, le service étant surchargé."),
            claims(
                "4 an apology with a claim behind it",
                false,
                "I am sorry, I could only read the beginning.\n(\"Water\", \"boils at\", \"100 °C\")",
                "Leider war nur der Anfang lesbar.\n(\"Wasser\", \"siedet bei\", \"100 °C\")",
                "Désolé, seul le début est lisible.\n(\"L'eau\", \"bout à\", \"100 °C\")"),
            claims(
                "5 the example of the prompt",
                false,
                "(\"subject\", \"predicate\", \"object\")",
                "(\"Subjekt\", \"Prädikat\", \"Objekt\")",
                "(\"sujet\", \"prédicat\", \"objet\")"),
            claims(
                "6 a remark behind a claim",
                false,
                "(\"Water\", \"boils at\", \"100 °C\")\n(The rest could not be read.)",
                "(\"Wasser\", \"siedet bei\", \"100 °C\")\n(Der Rest war nicht lesbar.)",
                "(\"L'eau\", \"bout à\", \"100 °C\")\n(Le reste était illisible.)"),
            claims(
                "7 a sentence that is no claim",
                false,
                "No statement of fact.",
                "Keine Aussagen.",
                "Aucune affirmation."),
            claims(
                "an apology in the form of a claim",
                false,
                "(\"I\", \"cannot process\", \"the text because the service is overloaded\")",
                "(\"Ich\", \"kann nicht beantworten\", \"was gefragt ist\")",
                "(\"Je\", \"ne peux pas répondre\", \"à cause du service\")"),
            labels("8 one label for three claims", false, "Entailment", "Folgerung", "Implication"),
            labels(
                "9 a label too many",
                false,
                "Neutral\nNeutral\nEntailment\nNeutral",
                "Neutral\nNeutral\nFolgerung\nNeutral",
                "Neutre\nNeutre\nImplication\nNeutre"),
            labels(
                "10 a preamble that names the labels",
                false,
                "Entailment, Neutral and Contradiction were weighed:\nEntailment\nNeutral\nNeutral",
                "Abgewogen wurden Entailment und Neutral:\nEntailment\nNeutral\nNeutral",
                "Entre Entailment et Neutral :\nEntailment\nNeutral\nNeutral"),
            labels(
                "11 a meaning turned round",
                false,
                "not Neutral: it is Entailment\nNeutral\nNeutral",
                "nicht Neutral, sondern Entailment\nNeutral\nNeutral",
                "pas Neutral : c'est Entailment\nNeutral\nNeutral"),
            labels(
                "12 labels in other words",
                false,
                "Supported\nNeutral\nRefuted",
                "Folgerung\nNeutral\nWiderspruch",
                "Implication\nNeutre\nContradiction"),
            labels(
                "13 an apology that names a label",
                false,
                "I have to stay neutral: the service is overloaded.\nNeutral\nNeutral",
                "Ich bleibe neutral, der Dienst ist überlastet.\nNeutral\nNeutral",
                "Je reste neutre, le service est surchargé.\nNeutral\nNeutral"),
            labels(
                "14 cut off behind the labels",
                true,
                "Entailment\nNeutral\nNeutral",
                "Entailment\nNeutral\nNeutral\nDie",
                "Entailment\nNeutral\nNeutral\nLes"))
        .flatMap(List::stream);
  }

  private static List<Reply> claims(String name, boolean cutOff, String... texts) {
    return inThreeLanguages(name, Asked.CLAIMS, cutOff, texts);
  }

  private static List<Reply> labels(String name, boolean cutOff, String... texts) {
    return inThreeLanguages(name, Asked.LABELS, cutOff, texts);
  }

  private static List<Reply> inThreeLanguages(
      String name, Asked asked, boolean cutOff, String... texts) {
    return List.of(
        new Reply(name, asked, cutOff, texts[0]),
        new Reply(name + ", German", asked, cutOff, texts[1]),
        new Reply(name + ", French", asked, cutOff, texts[2]));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("replies")
  void isAskedForOnceMoreAndThenLeavesItsCaseUnjudged(Reply reply, Way way) {
    String sent = way.fills() ? reply.asked().json(reply.text()) : reply.text();
    if (way == Way.CONVERSE || way == Way.TOOL || way == Way.WORDS_WITHOUT_THE_TOOL) {
      StandIn standIn = standIn(request -> served(reply, sent, way));
      refused(reply, sent, bedrock(standIn, "BEDROCK_REPLIES", way.replies()).judge());
      askedTwice(standIn.received().stream().map(Received::prompt).toList());
    } else {
      try (ChatStandIn standIn = chat(Chat.text(sent, reply.cutOff() ? "length" : "stop"));
          JudgeService service = chat(standIn, way)) {
        refused(reply, sent, service.judge());
        askedTwice(
            standIn.received().stream()
                .map(request -> request.body().at("/messages/1/content").asString(""))
                .toList());
      }
    }
  }

  private static Served served(Reply reply, String sent, Way way) {
    return way == Way.TOOL
        ? Served.tool(sent, reply.cutOff())
        : Served.text(sent, reply.cutOff() ? "max_tokens" : "end_turn");
  }

  private static void refused(Reply reply, String sent, Judge judge) {
    assertThatThrownBy(() -> reply.asked().of(judge))
        .isInstanceOfSatisfying(
            UnusableReplyException.class, e -> assertThat(e.reply()).isEqualTo(sent))
        .hasMessageStartingWith("Asked twice for ");
  }

  private static void askedTwice(List<String> prompts) {
    assertThat(prompts).hasSize(2);
    assertThat(prompts.get(0)).doesNotContain("earlier reply");
    assertThat(prompts.get(1))
        .startsWith(prompts.get(0))
        .contains("Your earlier reply could not be used: ");
  }

  private static ChatStandIn chat(Chat reply) {
    return new ChatStandIn(r -> r.isPreflight() ? Chat.text("ready") : reply);
  }

  private JudgeService chat(ChatStandIn standIn, Way way) {
    Map<String, String> variables =
        Map.of(
            "OPENAI_BASE_URL", standIn.base(),
            "OPENAI_MODEL", "llama3.1:8b",
            "OPENAI_MAX_RPS", "1000",
            "OPENAI_REPLIES", way.replies(),
            "RAGCHECKER_CACHE_DIR", folder.resolve("cache").toString());
    return new OpenAiProvider()
        .open(new JudgeProvider.Conditions(variables, Clock.systemUTC(), System.err));
  }
}
