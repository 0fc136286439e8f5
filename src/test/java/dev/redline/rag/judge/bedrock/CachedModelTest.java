package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.cache.CacheCounts;
import dev.redline.rag.judge.model.ModelSession;
import dev.redline.rag.metric.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CachedModelTest extends BedrockTest {

  @Test
  void aRerunWithNothingChangedMakesNoCall() {
    StandIn standIn = standIn(CachedModelTest::reply);
    List<Object> first = evaluation(bedrock(standIn));
    int requests = standIn.receivedWithPreflight().size();

    ModelSession again = bedrock(standIn);

    assertThat(evaluation(again)).isEqualTo(first);
    assertThat(standIn.receivedWithPreflight()).hasSize(requests);
    assertThat(again.record().cache()).isEqualTo(new CacheCounts(requests - 1, 0, 0));
    assertThat(again.record().usage().requests()).isZero();
  }

  @Test
  void aRerunNeedsNeitherCredentialsNorNetwork() {
    StandIn standIn = standIn(CachedModelTest::reply);
    List<Object> first = evaluation(bedrock(standIn));
    standIn.close();

    assertThat(evaluation(bedrock(standIn))).isEqualTo(first);
  }

  @Test
  void onlyAChangedPassageIsAskedAboutAgain() {
    StandIn standIn = standIn(CachedModelTest::reply);
    bedrock(standIn).judge().check("q", claims(1), "old passage");
    bedrock(standIn).judge().check("q", claims(1), "kept passage");
    int requests = standIn.received().size();

    bedrock(standIn).judge().check("q", claims(1), "new passage");
    bedrock(standIn).judge().check("q", claims(1), "kept passage");

    assertThat(standIn.received()).hasSize(requests + 1);
  }

  @Test
  void anotherModelOrAnotherServiceHasRepliesOfItsOwn() {
    StandIn standIn = standIn(CachedModelTest::reply);
    StandIn other = standIn(CachedModelTest::reply);
    ModelSession bedrock = bedrock(standIn);
    bedrock.judge().check("q", claims(1), "r");

    ModelSession otherModel = bedrock(standIn, "BEDROCK_MODEL_ID", "amazon.nova-lite-v1:0");
    otherModel.judge().check("q", claims(1), "r");
    bedrock(other).judge().check("q", claims(1), "r");

    assertThat(standIn.received()).hasSize(2);
    assertThat(other.received()).hasSize(1);
    assertThat(otherModel.judge().id()).isNotEqualTo(bedrock.judge().id());
  }

  @Test
  void aReplyThatCouldNotBeReadIsAskedForAgain() {
    StandIn standIn = standIn(r -> Served.text(r.number() < 2 ? "NaN" : "Entailment"));
    ModelSession bedrock = bedrock(standIn);

    assertThatThrownBy(() -> bedrock.judge().check("q", claims(1), "r"))
        .isInstanceOf(UnusableReplyException.class);
    assertThat(bedrock.judge().check("q", claims(1), "r")).containsExactly(Label.ENTAILMENT);
  }

  @Test
  void threadsThatAskTheSameAtOnceShareOneReply() throws Exception {
    StandIn standIn = standIn(request -> Served.text("Entailment").after(Duration.ofMillis(300)));
    ModelSession bedrock = bedrock(standIn, "BEDROCK_MAX_IN_FLIGHT", "8");
    Callable<List<Label>> check = () -> bedrock.judge().check("q", claims(1), "r");
    ExecutorService executor = Executors.newFixedThreadPool(8);

    for (var labels : executor.invokeAll(List.of(check, check, check, check, check, check))) {
      assertThat(labels.get()).containsExactly(Label.ENTAILMENT);
    }
    executor.shutdown();

    assertThat(standIn.received()).hasSize(1);
  }

  @Test
  void nothingIsKeptOutsideTheFolderGiven() throws IOException {
    StandIn standIn = standIn(CachedModelTest::reply);
    evaluation(bedrock(standIn));

    try (Stream<Path> kept = Files.walk(folder)) {
      assertThat(kept.filter(Files::isRegularFile).map(folder::relativize))
          .isNotEmpty()
          .allMatch(path -> path.startsWith(".ragcache_eval"));
    }
    try (Stream<Path> kept = Files.walk(folder)) {
      assertThat(kept.map(Path::toString).collect(Collectors.joining())).doesNotContain("ltst");
    }
  }

  private static Served reply(Received request) {
    boolean extraction = request.maxTokens() == 1000;
    return extraction
        ? Served.text("(\"A\", \"is\", \"b\")")
        : request.forEachClaim("Contradiction");
  }

  private static List<Object> evaluation(ModelSession bedrock) {
    return List.of(
        bedrock.judge().extract("q", "text"),
        bedrock.judge().check("q", claims(7), "reference"),
        bedrock.judge().id());
  }
}
