package dev.redline.rag.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.Judge;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.metric.Label;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges are found, not listed: a jar adds one. */
class JudgeChoiceTest {

  private static final String SERVICE =
      "META-INF/services/dev.redline.rag.evaluation.JudgeProvider";

  @TempDir private Path jar;
  private final List<String> said = new ArrayList<>();

  @Test
  void withoutAnyNameTheOfflineJudgeIsTaken() {
    try (JudgeService service = choice(Map.of(), Map.of()).open()) {
      assertThat(service.judge().id().name()).isEqualTo("offline");
    }
    assertThat(said).singleElement().asString().contains("no model is named");
  }

  @Test
  void theVariableOfAJudgeChoosesIt() {
    Map<String, String> environment =
        Map.of(
            "BEDROCK_MODEL_ID",
            "m:0",
            "OPENAI_MODEL",
            "another",
            "RAGCHECKER_CACHE_DIR",
            jar.resolve("cache").toString());

    try (JudgeService service = choice(Map.of(), environment).open()) {
      assertThat(service.judge().id().name()).isEqualTo("bedrock");
    }
    assertThat(said).singleElement().asString().endsWith("model m:0 (BEDROCK_MODEL_ID is set)");
  }

  @Test
  void aJudgeOfSomebodysOwnIsFoundByItsName() throws Exception {
    Path services = jar.resolve(SERVICE);
    Files.createDirectories(services.getParent());
    Files.writeString(services, WordForWord.class.getName());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader with = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      thread.setContextClassLoader(with);
      Judge judge = choice(Map.of("judge", "word-for-word"), Map.of()).open().judge();

      assertThat(judge.check("q", judge.extract("q", "A is b."), "We know: A is b."))
          .containsExactly(Label.ENTAILMENT);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aNameThatNobodyOffersIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> choice(Map.of("judge", "oracle"), Map.of()).open())
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageStartingWith(
            "-Djudge=oracle is not known: it must be one of [bedrock, offline, openai].");
  }

  private JudgeChoice choice(Map<String, String> properties, Map<String, String> environment) {
    return new JudgeChoice(properties, environment, Clock.systemUTC(), said::add);
  }
}
