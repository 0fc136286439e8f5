package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.yaml.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityConfigTest {

  @TempDir private Path directory;

  @Test
  void theShippedRulesNameWhatIsThere() {
    QualityConfig rules = QualityConfig.load(Path.of("gates"));
    assertThat(rules.validFor()).isEqualTo(Duration.ofDays(30));
    assertThat(rules.reviews()).extracting(QualityConfig.Reviewed::what).contains("resolver");
    assertThat(rules.reviews())
        .flatExtracting(QualityConfig.Reviewed::files)
        .allMatch(file -> Files.exists(Path.of((String) file)));
    assertThat(rules.sources()).allMatch(place -> Files.exists(Path.of(place)));
  }

  @Test
  void theShippedEdgeCasesNameTestsThatAreThere() {
    assertThat(QualityConfig.load(Path.of("gates")).edgeCases())
        .flatExtracting(QualityConfig.EdgeCase::tests)
        .isNotEmpty()
        .allSatisfy(test -> assertThat(methodsOfItsClass((String) test)).contains((String) test));
  }

  private static List<String> methodsOfItsClass(String test) throws ClassNotFoundException {
    String type = test.substring(0, test.lastIndexOf('.'));
    return Stream.of(Class.forName(type).getDeclaredMethods())
        .map(method -> type + "." + method.getName())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      textBlock =
          """
          valid_for: 30d / valid_for: 30 / quality.yaml:3:12 valid_for: found 30: a time is
          at_least: 3000 / at_least: 0 / where a whole number from 1 to 1000000 belongs
          edge_cases: / edge_case: / unknown key "edge_case". Did you mean edge_cases?
          reviews: / rewiews: / unknown key "rewiews". Did you mean reviews?
          rollback, because / rollback, why / unknown key "why"
          """)
  void aValueThatIsWrongIsNamedWithItsPlace(String from, String to, String message)
      throws IOException {
    GatesCopy gates = GatesCopy.in(directory).replace(QualityConfig.FILE, from, to);
    assertThatThrownBy(() -> QualityConfig.load(gates.directory()))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("quality.yaml:")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-03-04 | 4.3.2026  | a date is a day such as 2026-03-04
          sha256: ab | sha256: a | a SHA-256 has 64 digits
          accepted   | fine      | one of accepted, changes wanted
          reviewer:  | revewer:  | unknown key "revewer". Did you mean reviewer?
          """)
  void aReviewThatIsWrongIsNamedWithItsPlace(String from, String to, String message)
      throws IOException {
    Path file = directory.resolve("reviews.yaml");
    String entry =
        """
        reviews:
          - what: resolver
            reviewer: somebody
            date: 2026-03-04
            sha256: %s
            conclusion: accepted
        """
            .formatted("ab".repeat(32));
    Files.writeString(file, entry);
    assertThat(Reviews.read(file).of("resolver")).hasSize(1);
    Files.writeString(file, entry.replace(from, to));
    assertThatThrownBy(() -> Reviews.read(file))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("reviews.yaml:")
        .hasMessageContaining(message);
  }

  @Test
  void withoutAFileNobodyHasReviewedAnything() {
    assertThat(Reviews.read(directory.resolve("reviews.yaml")).all()).isEmpty();
  }
}
