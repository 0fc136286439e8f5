package dev.redline.phase.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.files.Sha256;
import dev.redline.plan.AdoptionConfig;
import dev.redline.plan.ScanConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a process that died has left, the way back loses and empties nothing. */
class AdoptionManifestTest {

  private static final String READ = "import os\nurl = os.environ['DATABASE_URL']\n";

  @TempDir private Path folder;
  private Path tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectory(folder.resolve("tree"));
    put("a.py", READ);
    put("b.py", READ);
  }

  @Test
  void afterADeathBetweenManifestAndChangeEveryWayLeadsOn() throws Exception {
    Map<String, String> before = contents();
    adoption().apply();
    Map<String, String> adopted = contents();
    asBeforeTheFirstChange();

    adoption().revert();
    assertThat(contents()).isEqualTo(before);
    shell(adoption().goBack());
    assertThat(contents()).isEqualTo(before);
    assertThat(adoption().gone().passed()).isTrue();
    adoption().apply();
    assertThat(contents()).isEqualTo(adopted);
  }

  @Test
  void afterADeathBetweenManifestAndChangeAnEditIsKept() throws Exception {
    adoption().apply();
    asBeforeTheFirstChange();
    put("a.py", "mine = 1\n");

    assertThatThrownBy(() -> adoption().revert()).hasMessageContaining("edited them since: a.py");
    assertThat(contents()).containsEntry("a.py", "mine = 1\n").containsEntry("b.py", READ);
  }

  @Test
  void theOriginalsOfAnEarlierAdoptionDoNotComeBack() throws Exception {
    adoption().apply();
    adoption().revert();
    put("a.py", "mine = 1\n");

    shell(adoption().apply());
    assertThat(contents()).containsOnly(Map.entry("a.py", "mine = 1\n"), Map.entry("b.py", READ));
  }

  @Test
  void whereNothingWasRewrittenTheWayBackIsOpenToo() throws Exception {
    put("a.py", "mine = 1\n");
    put("b.py", "");

    shell(adoption().apply());
    assertThat(contents()).containsOnly(Map.entry("a.py", "mine = 1\n"), Map.entry("b.py", ""));
  }

  @Test
  void aHalfWrittenFileIsTakenAway() throws IOException {
    adoption().apply();
    put("a.py.redline-tmp", READ);
    adoption().apply();
    assertThat(adoption().inForce().passed()).isTrue();

    put("a.py.redline-tmp", READ);
    adoption().revert();
    assertThat(contents()).containsOnlyKeys("a.py", "b.py");
  }

  @Test
  void anOriginalThatIsNotWhatWasPlannedForIsNotKeptAndNothingBegins() {
    AdoptionManifest manifest =
        new AdoptionManifest(List.of(new FileChange("a.py", Sha256.of(new byte[0]), "after")));

    assertThatThrownBy(() -> manifest.write(new SourceFiles(tree), folder.resolve("keep")))
        .isInstanceOf(AdoptionException.class)
        .hasMessageContaining("a.py was edited just now");
    assertThat(AdoptionManifest.in(folder.resolve("keep"))).isEmpty();
  }

  /** What is on disk once the manifest is, and before anything else. */
  private void asBeforeTheFirstChange() throws IOException {
    put("a.py", READ);
    put("b.py", READ);
    Files.delete(tree.resolve("dsn_resolver.py"));
  }

  private ResolverAdoption adoption() {
    return new ResolverAdoption(
        tree,
        folder.resolve("keep"),
        AdoptionConfig.load(Path.of("fixtures/resolver/adoption.yaml")),
        new ScanConfig(List.of(), List.of(), List.of()));
  }

  private void put(String name, String content) throws IOException {
    Files.writeString(tree.resolve(name), content);
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(tree)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static void shell(String line) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", line).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
