package dev.redline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiddenFolderTest {

  @TempDir private Path project;

  @Test
  void aNewFolderIgnoresWhatItIsTold() {
    new HiddenFolder(project.resolve("metrics")).make("/*\n!/baselines/\n");
    assertThat(ignored("metrics")).hasContent("/*\n!/baselines/\n");
  }

  @Test
  void aFolderOfSomebodysIsLeftAsItIs() throws IOException {
    Files.createDirectory(project.resolve("reports"));
    new HiddenFolder(project.resolve("reports")).make("*\n");
    assertThat(ignored("reports")).doesNotExist();
  }

  /** It may be there before any run: a tool has written into it. */
  @Test
  void aFolderOfOursIsHiddenWheneverItWasMade() throws IOException {
    Files.createDirectory(project.resolve(".redline"));
    new HiddenFolder(project.resolve(".redline")).makeOwn();
    assertThat(ignored(".redline")).hasContent("*");
  }

  @Test
  void whatAPersonWroteThereIsKept() throws IOException {
    Files.createDirectory(project.resolve(".redline"));
    Files.writeString(ignored(".redline"), "gates/\n");
    new HiddenFolder(project.resolve(".redline")).makeOwn();
    assertThat(ignored(".redline")).hasContent("gates/");
  }

  private Path ignored(String folder) {
    return project.resolve(folder).resolve(".gitignore");
  }
}
