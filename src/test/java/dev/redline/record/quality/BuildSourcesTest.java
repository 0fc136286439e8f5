package dev.redline.record.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildSourcesTest {

  private static final int FOLDERS = 200;
  private static final Instant LATER = Instant.EPOCH.plusSeconds(60);

  @TempDir private Path folder;

  @Test
  void processesThatBeginAtOnceAgree() throws Exception {
    Process first = BeginningProcess.start(folder, FOLDERS);
    Process second = BeginningProcess.start(folder, FOLDERS);
    BeginningProcess.goOn(first);
    BeginningProcess.goOn(second);
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(BuildSources.read(folder.resolve("reports-" + (FOLDERS - 1))))
        .contains(new BuildSources("sources", Instant.EPOCH));
  }

  @Test
  void testsOfTheSameSourcesGoOn() {
    BuildSources.begin(folder, "sources", Instant.EPOCH);
    BuildSources.begin(folder, "sources", LATER);
    assertThat(BuildSources.read(folder)).contains(new BuildSources("sources", Instant.EPOCH));
  }

  @Test
  void testsOfOtherSourcesBeginAnew() {
    BuildSources.begin(folder, "sources", Instant.EPOCH);
    BuildSources.begin(folder, "others", LATER);
    assertThat(BuildSources.read(folder)).contains(new BuildSources("others", LATER));
  }

  @Test
  void aFolderWithoutReportsTellsNothing() {
    assertThat(BuildSources.read(folder)).isEmpty();
  }
}
