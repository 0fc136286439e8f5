package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.verdict.WritesItself;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceStoreTest {

  @TempDir private Path folder;

  record Row(String name, int count) {}

  @Test
  void aTextIsWrittenAsItIs() {
    Path written = store().write("notes/first.md", "größe \"quoted\"\n");

    assertThat(written).isEqualTo(folder.resolve("notes/first.md"));
    assertThat(written).hasContent("größe \"quoted\"\n");
  }

  @Test
  void nobodyButTheOwnerReadsIt() throws IOException {
    assertThat(Files.getPosixFilePermissions(store().write("rows.json", "theirs")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aValueIsWrittenAsJsonForPeopleToRead() {
    assertThat(store().write("rows.json", List.of(new Row("größe", 2))))
        .content()
        .isEqualToNormalizingNewlines("[ {\n  \"name\" : \"größe\",\n  \"count\" : 2\n} ]");
  }

  record Seen(long queryId, String query, long calls, List<List<String>> parameters) {}

  @Test
  void ofStatementsAndPlansTheWordsOfOthersAreNotShown() {
    Map<String, Object> node =
        Map.of(
            "Node Type",
            "Index Scan",
            "Index Name",
            "articles_lang",
            "Index Cond",
            "(lang = 'plum')",
            "Output",
            List.of("plum"),
            "Plan Rows",
            5,
            "Plans",
            List.of(Map.of("Node Type", "Sort", "Sort Key", List.of("'plum'"))));
    Seen seen = new Seen(7, "SELECT /* plum */ $1", 9, List.of(List.of("plum")));

    assertThat(store().write("plans.json", List.of(node, seen)))
        .content()
        .doesNotContain("plum")
        .contains("Index Scan", "articles_lang", "\"Plan Rows\" : 5", "\"calls\" : 9")
        .contains("\"query\" : \"(20 characters, not shown)\"");
  }

  @Test
  void contentWithAFormatOfItsOwnWritesItself() {
    WritesItself itself =
        file -> {
          try {
            Files.writeString(file, "its own format");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };

    assertThat(store().write("own.csv", itself)).hasContent("its own format");
  }

  @Test
  void writingAgainReplacesTheFileAndLeavesNothingElse() {
    store().write("rows.json", "old and longer");
    store().write("rows.json", "new");

    assertThat(folder.toFile().list()).containsExactly("rows.json");
    assertThat(folder.resolve("rows.json")).hasContent("new");
  }

  @Test
  void aReaderKeepsTheWholeOldFileWhileANewOneTakesItsPlace() throws IOException {
    Path file = store().write("rows.json", "old");
    Path reader = Files.createLink(folder.resolve("held-by-a-reader"), file);

    store().write("rows.json", "new");

    assertThat(reader).hasContent("old");
    assertThat(file).hasContent("new");
  }

  @Test
  void contentThatIsNoJsonLeavesTheOldFileAndNothingElse() {
    store().write("rows.json", "old");

    assertThatThrownBy(() -> store().write("rows.json", new Endless()))
        .isInstanceOf(RuntimeException.class);
    assertThat(folder.toFile().list()).containsExactly("rows.json");
    assertThat(folder.resolve("rows.json")).hasContent("old");
  }

  @Test
  void aFileThatCannotBePutInPlaceIsNamedAndLeavesNothingBehind() throws IOException {
    Files.createDirectories(folder.resolve("rows.json/in-the-way"));

    assertThatThrownBy(() -> store().write("rows.json", "new"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("Could not write evidence to " + folder.resolve("rows.json"));
    assertThat(folder.toFile().list()).containsExactly("rows.json");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamedWithTheFile() throws IOException {
    Path file = Files.createFile(folder.resolve("metrics"));

    assertThatThrownBy(() -> new EvidenceStore(file).write("deep/rows.json", "new"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("Could not write evidence to " + file.resolve("deep/rows.json"))
        .hasCauseInstanceOf(IOException.class);
  }

  private EvidenceStore store() {
    return new EvidenceStore(folder);
  }

  /** Refers to itself, so that it has no end as JSON. */
  public static final class Endless {
    public Endless getNext() {
      return this;
    }
  }
}
