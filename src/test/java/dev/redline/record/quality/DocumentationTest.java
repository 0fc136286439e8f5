package dev.redline.record.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A README that lacks something, or tells of what is not there, does not pass. */
class DocumentationTest {

  @TempDir private Path folder;
  private QualityProject project;

  @BeforeEach
  void prepare() throws IOException {
    project = QualityProject.in(folder);
  }

  @Test
  void theShippedReadmePasses() {
    assertThat(obstacles()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
"""
docs/phases.md ; | `stageB` ; | `stage_B` ; tags without a row in README: observed stageB
          docs/options.md ; -Dinstall ; -Dinstal ; options that README does not tell of: observed install
          docs/options.md ; -Dfresh ; -Dfersh ; options in README that nothing reads: observed fersh
          docs/phases.md ; observability.yaml ; observe.yaml ; does not name: observed gates/observability.yaml
          README.md ; -Dgroups=propose ; -Dgroups=prepose ; that no gate carries: observed prepose
          """)
  void whatIsLackingOrWrongIsNamed(String file, String from, String to, String message)
      throws IOException {
    project.edit(file, from, to);
    assertThat(obstacles().toString()).contains(message);
  }

  @Test
  void aPictureThatIsNotThereIsNamed() throws IOException {
    project.edit("README.md", "(reports/record.png)", "(reports/recrod.png)");
    assertThat(obstacles().toString()).contains("lead nowhere: observed reports/recrod.png");
  }

  private List<Verdict> obstacles() {
    return project.checklist().documentation().obstacles();
  }
}
