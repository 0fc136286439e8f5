package dev.redline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** See the scan's own tests for a Java that knows ASCII only. */
class PathTextTest {

  private static final Path ROOT = Path.of("/none/of this+that");

  @ParameterizedTest
  @ValueSource(
      strings = {"a.py", "b/a b+%41.py", "caf\u00e9/a b+%41#?.py", "cafe\u0301.py", "\ud83d\ude00"})
  void aPathLeadsToTextAndBack(String text) {
    Path file = PathText.in(ROOT, text);

    assertThat(PathText.of(ROOT, file)).isEqualTo(text);
    assertThat(file.getParent()).isEqualTo(text.contains("/") ? file.getParent() : ROOT);
  }
}
