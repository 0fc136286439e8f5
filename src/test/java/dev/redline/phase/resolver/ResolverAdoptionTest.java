package dev.redline.phase.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.AdoptionConfig;
import dev.redline.plan.ScanConfig;
import dev.redline.scan.TreeScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample application is moved to resolvers and back. */
class ResolverAdoptionTest {

  private static final ScanConfig NOTHING_PASSES = new ScanConfig(List.of(), List.of(), List.of());
  private static final String DSN = "postgresql://app@db/rag";

  @TempDir private Path folder;
  private Path tree;
  private Map<String, String> before;

  @BeforeEach
  void copyTheSample() throws Exception {
    tree = folder.resolve("it's an app");
    shell("cp -pR fixtures/resolver/app '%s'".formatted(quoted(tree)));
    before = hashes();
    assertThat(TreeScan.of(tree, NOTHING_PASSES).reads()).hasSize(10);
  }

  @Test
  void afterAdoptionNoReadBypassesTheResolvers() {
    adoption().apply();

    assertThat(adoption().inForce().passed()).isTrue();
    assertThat(hashes().keySet())
        .containsAll(before.keySet())
        .contains("dsn_resolver.py", "dsn-resolver.js", "DsnResolver.java", "dsn_resolver.sh");
  }

  @Test
  void theWayBackRestoresEveryByteAndPermission() {
    adoption().apply();
    adoption().revert();

    assertThat(adoption().gone().passed()).isTrue();
    assertThat(hashes()).isEqualTo(before);
  }

  @Test
  void thePrintedLineRestoresEveryByteAndPermission() throws Exception {
    String line = adoption().apply();
    assertThat(line).doesNotContain("\n");
    shell(line);

    assertThat(adoption().gone().passed()).isTrue();
    assertThat(hashes()).isEqualTo(before);
  }

  @Test
  void theScriptPrintsTheSameServerBeforeAndAfter() throws Exception {
    String printed = report();
    adoption().apply();

    assertThat(printed).isEqualTo("server: " + DSN);
    assertThat(report()).isEqualTo(printed);
  }

  @Test
  void eachStepMayBeCalledTwice() {
    adoption().apply();
    Map<String, String> adopted = hashes();
    adoption().apply();
    assertThat(hashes()).isEqualTo(adopted);
    adoption().revert();
    adoption().revert();
    assertThat(hashes()).isEqualTo(before);
    adoption().apply();
    assertThat(hashes()).isEqualTo(adopted);
  }

  @Test
  void anInterruptedAdoptionIsFinishedByTheNextOrTakenBack() throws Exception {
    adoption().apply();
    Map<String, String> adopted = hashes();
    shell("cp -p fixtures/resolver/app/search.py '%s'".formatted(quoted(tree)));
    Files.delete(tree.resolve("dsn_resolver.rb"));
    assertThat(adoption().inForce().passed()).isFalse();

    adoption().apply();
    assertThat(hashes()).isEqualTo(adopted);

    Files.delete(tree.resolve("dsn_resolver.rb"));
    adoption().revert();
    assertThat(hashes()).isEqualTo(before);
  }

  @Test
  void aFileThatSomebodyHasEditedSinceIsNotOverwritten() throws IOException {
    adoption().apply();
    Files.writeString(tree.resolve("search.py"), "# mine\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> adoption().revert())
        .isInstanceOf(AdoptionException.class)
        .hasMessageContaining("somebody has edited them since: search.py");
    assertThat(Files.readString(tree.resolve("search.py"))).endsWith("# mine\n");
    assertThat(adoption().gone().passed()).isFalse();
  }

  @Test
  void aFileUnderAResolversNameIsRefusedBeforeAnythingIsTouched() throws IOException {
    Files.writeString(tree.resolve("dsn_resolver.py"), "mine = 1\n");
    Map<String, String> untouched = hashes();

    assertThatThrownBy(() -> adoption().apply())
        .isInstanceOf(AdoptionException.class)
        .hasMessageContaining("There is a file already where a resolver is to be: dsn_resolver.py");
    assertThat(hashes()).isEqualTo(untouched);
  }

  @Test
  void aReadOfAnUnknownFormIsNamedAndNotCalledDone() throws IOException {
    Files.writeString(
        tree.resolve("other.py"), "import os\nx = dict(os.environ)['DATABASE_URL']\n");
    adoption().apply();

    assertThat(adoption().inForce().obstacles().toString())
        .contains("reads that bypass the resolver", "other.py:2");
  }

  private ResolverAdoption adoption() {
    return new ResolverAdoption(
        tree,
        folder.resolve("keep"),
        AdoptionConfig.load(Path.of("fixtures/resolver/adoption.yaml")),
        NOTHING_PASSES);
  }

  private static String quoted(Path path) {
    return path.toString().replace("'", "'\\''");
  }

  private String report() throws Exception {
    return shell("'" + quoted(tree) + "/jobs/report.sh'");
  }

  private static String shell(String line) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).redirectErrorStream(true);
    builder.environment().put("DATABASE_URL", DSN);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }

  /** Content and permissions by path. */
  private Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = tree.relativize(file).toString();
        hashes.put(path, new SourceFiles(tree).hash(path) + Files.getPosixFilePermissions(file));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return hashes;
  }
}
