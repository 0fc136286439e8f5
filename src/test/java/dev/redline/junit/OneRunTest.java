package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.SmallJvm;
import dev.redline.change.lock.TunerLock;
import dev.redline.record.OneRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run in a folder in which another is under way is refused, and leaves what that one has. */
class OneRunTest {

  private static final String UNDER_WAY =
      "%s: process %d since 2026-01-01T00:00:00Z. Wait for it to end, or end it.";

  @TempDir private Path folder;

  @BeforeEach
  void evidenceOfTheRunThatIsUnderWay() throws IOException {
    for (String file :
        new String[] {
          "reports/allure-results/one-result.json",
          "reports/allure-results/one-attachment.json",
          "reports/allure/index.html",
          "reports/gate-record.html",
          ".redline/gate-ledger/gate-run.json",
          "metrics/journal.jsonl"
        }) {
      Path place = folder.resolve(file);
      Files.createDirectories(place.getParent());
      Files.writeString(place, "of the first run");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dev.redline.cli.Main, healthcheck",
    "dev.redline.junit.IdeLaunch, dev.redline.gates.DiscoveryGates",
    "dev.redline.junit.IdeLaunch, dev.redline.gates.AuditGates"
  })
  void theSecondRunIsRefusedAndTouchesNothing(String main, String argument) throws Exception {
    Map<String, String> before = evidence();
    try (TunerLock first =
        OneRun.take(folder.resolve(".redline"), Instant.parse("2026-01-01T00:00:00Z"), null)) {
      String said = launched(main, argument);

      assertThat(said)
          .contains(
              UNDER_WAY.formatted(
                  folder.toRealPath().resolve(".redline/run"), ProcessHandle.current().pid()))
          .containsOnlyOnce("Another run holds");
    }
    assertThat(evidence()).isEqualTo(before);
  }

  @Test
  void aBuildIsToldBeforeItEmptiesAnything() {
    String home = folder.resolve(".redline").toString();
    try (TunerLock first = OneRun.take(folder.resolve(".redline"), Instant.EPOCH, null)) {
      assertThatThrownBy(() -> OneRun.main(new String[] {home}))
          .isInstanceOf(OneRun.UnderWayException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    assertThatCode(() -> OneRun.main(new String[] {home})).doesNotThrowAnyException();
  }

  /** Closing one channel of a file lets go of all locks that the process holds on it. */
  @Test
  void whoIsRefusedInTheSameProcessLeavesTheLockToItsHolder() throws Exception {
    Path home = folder.resolve(".redline");
    try (TunerLock first = OneRun.take(home, Instant.EPOCH, null)) {
      assertThatThrownBy(() -> OneRun.take(home, Instant.EPOCH, null))
          .isInstanceOf(OneRun.UnderWayException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(launched("dev.redline.cli.Main", "healthcheck")).contains("Another run holds");
    }
    OneRun.take(home, Instant.EPOCH, null).close();
  }

  @Test
  void whereNobodyHasRunNothingIsMade() {
    OneRun.main(new String[] {folder.resolve("elsewhere").toString()});
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  private String launched(String main, String argument) throws Exception {
    Path log = Files.createTempFile("second", ".log");
    ProcessBuilder launch =
        new ProcessBuilder(SmallJvm.ordinary(main, argument))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    launch.environment().put("DATABASE_URL", "postgresql://app@127.0.0.1:1/rag");
    launch.start().waitFor();
    return Files.readString(log);
  }

  /** Without the lock itself and the plan as it was put together. */
  private Map<String, String> evidence() throws IOException {
    Map<String, String> content = new TreeMap<>();
    for (String place : new String[] {"reports", "metrics", ".redline/gate-ledger"}) {
      try (Stream<Path> files = Files.walk(folder.resolve(place))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (!file.endsWith(".gitignore")) {
            content.put(folder.relativize(file).toString(), Files.readString(file));
          }
        }
      }
    }
    return content;
  }
}
