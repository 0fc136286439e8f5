package dev.redline.rag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryResultsTest {

  @TempDir private Path folder;

  @Test
  void entriesOfAnyLengthAreFoundByTheirPlace() {
    TemporaryResults results = new TemporaryResults(folder);
    for (int i = 0; i < 100; i++) {
      results.add(new byte[i * 100]);
    }
    results.add(new byte[] {1, 2, 3});
    assertThat(results.get(100)).containsExactly(1, 2, 3);
    assertThat(results.get(0)).isEmpty();
    assertThat(results.get(99)).hasSize(9900).containsOnly(0);
  }

  @Test
  void aProcessThatIsKilledLeavesNothingBehind() {
    TemporaryResults results = new TemporaryResults(folder);
    results.add(new byte[] {1, 2, 3});
    assertThat(folder).isEmptyDirectory();
    assertThat(results.get(0)).containsExactly(1, 2, 3);
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamed() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> new TemporaryResults(none))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("Could not create a temporary file in " + none + ": ");
  }
}
