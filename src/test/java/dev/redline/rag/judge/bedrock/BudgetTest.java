package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.Judge;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.judge.call.Prices;
import dev.redline.rag.judge.call.Tokens;
import dev.redline.rag.judge.call.Usage;
import dev.redline.rag.judge.model.ModelSession;
import dev.redline.rag.judge.prompt.Prompts;
import dev.redline.rag.judge.reply.ReplyFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** At one dollar per 1,000 tokens of input and two of output. */
class BudgetTest extends BedrockTest {

  private static final BigDecimal COST_OF_ONE = new BigDecimal("0.120");

  @Test
  void tokensAndMoneyAreCountedAsTheServiceReportsThem() {
    StandIn standIn = standIn(request -> request.forEachClaim("Entailment"));
    ModelSession bedrock = bedrock(standIn, prices("100"));

    bedrock.judge().check("q", claims(12), "r");

    // Three blocks of claims and the preflight.
    assertThat(bedrock.record().usage())
        .isEqualTo(new Usage(4, 4, new Tokens(400, 40), bedrock.record().usage().usd()));
    assertThat(bedrock.record().usage().usd().orElseThrow()).isEqualByComparingTo("0.48");
    assertThat(bedrock.record().line())
        .isEqualTo(
            "4 requests, 0 from cache, 440 tokens, 0.4800 USD, 0 of 3 replies asked for again");
  }

  @Test
  void theBudgetStopsBeforeItIsExceededWhateverIsAskedAtOnce() {
    StandIn standIn = standIn(request -> Served.text("Entailment"));
    BigDecimal max = new BigDecimal("9");
    ModelSession bedrock = bedrock(standIn, prices(max.toPlainString()));
    Judge judge = bedrock.judge();
    AtomicInteger refused = new AtomicInteger();

    IntStream.range(0, 100)
        .parallel()
        .forEach(
            i -> {
              try {
                judge.check("question " + i, claims(1), "r");
              } catch (JudgeUnavailableException e) {
                refused.incrementAndGet();
              }
            });

    BigDecimal served =
        COST_OF_ONE.multiply(BigDecimal.valueOf(standIn.receivedWithPreflight().size()));
    assertThat(refused.get()).isPositive();
    assertThat(served).isLessThanOrEqualTo(max);
    assertThat(bedrock.record().usage().usd().orElseThrow()).isEqualByComparingTo(served);
  }

  @Test
  void aRefusalSaysWhatIsSpentAndWhatToDo() {
    StandIn standIn = standIn(request -> Served.text("Entailment"));
    ModelSession bedrock = bedrock(standIn, prices("0.4"));

    assertThatThrownBy(() -> bedrock.judge().check("q", claims(1), "r"))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageStartingWith("The budget is used up: 0.120 of BEDROCK_MAX_USD=0.4 are spent")
        .hasMessageContaining("Raise BEDROCK_MAX_USD");
    assertThat(standIn.received()).isEmpty();
  }

  @Test
  void anAttemptThatWasRefusedCostsNothing() {
    StandIn standIn = standIn(r -> r.number() < 3 ? Served.throttled() : Served.text("Entailment"));
    ModelSession bedrock = bedrock(standIn, prices("100"));

    bedrock.judge().check("q", claims(1), "r");

    assertThat(bedrock.record().usage().requests()).isEqualTo(5);
    assertThat(bedrock.record().usage().usd().orElseThrow()).isEqualByComparingTo("0.24");
  }

  @Test
  void anAttemptOfUnknownOutcomeCountsWithTheMostThatItMayHaveCost() {
    StandIn standIn =
        standIn(
            r -> r.number() == 0 ? Served.text("Entailment").tornAfter(9) : Served.text("Neutral"));
    ModelSession bedrock = bedrock(standIn, prices("100"));
    BigDecimal most = most(bedrock);

    bedrock.judge().check("q", claims(1), "r");

    assertThat(bedrock.record().usage().usd().orElseThrow())
        .isEqualByComparingTo(COST_OF_ONE.multiply(BigDecimal.valueOf(2)).add(most));
  }

  @Test
  void withoutPricesTokensAreCountedAndNoMoneyIsNamed() {
    StandIn standIn = standIn(request -> Served.text("Entailment"));
    ModelSession bedrock = bedrock(standIn);

    bedrock.judge().check("q", claims(1), "r");

    assertThat(bedrock.record().usage().usd()).isEmpty();
    assertThat(bedrock.record().line())
        .isEqualTo("2 requests, 0 from cache, 220 tokens, 0 of 1 replies asked for again");
  }

  private static BigDecimal most(ModelSession bedrock) {
    Prompts prompts = new Prompts("m", ReplyFormat.TEXT);
    Tokens most = prompts.joint("q", claims(1), "r").atMost();
    return new Prices(BigDecimal.ONE, new BigDecimal("2")).of(most);
  }

  private static String[] prices(String max) {
    return List.of(
            "BEDROCK_MAX_USD", max,
            "BEDROCK_USD_PER_1K_INPUT", "1",
            "BEDROCK_USD_PER_1K_OUTPUT", "2",
            "BEDROCK_MAX_IN_FLIGHT", "4")
        .toArray(String[]::new);
  }
}
