package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.record.journal.AnchorAudit;
import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.HeadAnchor;
import dev.redline.record.journal.HeadAnchor.Anchored;
import dev.redline.record.journal.JournalException;
import dev.redline.record.journal.JournalHead;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A journal that was rewritten with its head, even with the key, is found by what lies elsewhere.
 */
class JournalAnchorTest {

  private static final String CLONE = "c1".repeat(32);

  @TempDir private Path project;
  private JournalFolder folder;

  @BeforeEach
  void aJournalInARepository() throws Exception {
    folder = JournalFolder.withSixEntries(project.resolve("metrics"));
    git("init", "-q");
    git(
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@localhost",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "elsewhere/heads.txt"})
  void aJournalThatWasOnlyContinuedHoldsEveryAnchoredHead(String place) {
    keep(anchor(place), folder.journal().head());
    folder.journal().append(EntryKind.RUN_STARTED, Map.of());
    keep(anchor(place), folder.journal().head());

    Verdict verdict = audit(place);
    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.observed()).isEqualTo("2, all of them entries");
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "elsewhere/heads.txt"})
  void aJournalAndAHeadThatWereRewrittenWithTheKeyAreFoundByTheAnchorAlone(String place)
      throws IOException {
    keep(anchor(place), folder.journal().head());
    rewrite();

    assertThat(folder.trouble()).isEmpty();
    Verdict verdict = audit(place);
    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.observed()).startsWith("not in the journal: 6 entries, the last with hash");
  }

  /** Another story, signed by the same key: chain, head and signature hold. */
  private void rewrite() throws IOException {
    Files.delete(folder.file());
    Files.delete(folder.head());
    for (int i = 0; i < 8; i++) {
      folder.journal().append(EntryKind.GATE, Map.of("verdict", "PASS"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "elsewhere/heads.txt"})
  void aJournalThatWasCutShortIsFound(String place) throws IOException {
    keep(anchor(place), folder.journal().head());
    folder.writeLines(folder.lines().subList(0, 4));

    assertThat(audit(place).status()).isEqualTo(Status.FAIL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "elsewhere/heads.txt"})
  void headsOfOtherClonesSayNothingOfThisOne(String place) {
    anchor(place)
        .keep(new Anchored(new JournalHead(3, "0".repeat(64)), "d2".repeat(32), JournalFolder.NOW));

    assertThat(audit(place).status()).isEqualTo(Status.INCONCLUSIVE);
    keep(anchor(place), folder.journal().head());
    assertThat(audit(place).passed()).isTrue();
  }

  @Test
  void aPlaceThatHoldsSomethingElseProvesNothing() throws IOException {
    Files.writeString(project.resolve("other.txt"), "not a head\n");

    assertThat(audit("other.txt").status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(audit("other.txt").observed()).contains("not a head");
  }

  @Test
  void whereThereIsNoRepositoryNothingIsAnchored(@TempDir Path bare) {
    HeadAnchor git = HeadAnchor.from(Map.of("anchor", "git"), bare).orElseThrow();

    assertThatThrownBy(() -> keep(git, JournalHead.START))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("git says");
  }

  @Test
  void whereNoneIsAskedForTheAuditSaysSo() {
    AnchorAudit none =
        new AnchorAudit(folder.metrics(), JournalFolder.FILES, Optional.empty(), CLONE);
    assertThat(none.heads().verdicts().get(0).observed()).isEqualTo("none is asked for");
    assertThat(none.heads().passed()).isTrue();
  }

  private static void keep(HeadAnchor anchor, JournalHead head) {
    anchor.keep(new Anchored(head, CLONE, JournalFolder.NOW));
  }

  private HeadAnchor anchor(String place) {
    return HeadAnchor.from(Map.of("anchor", place), project).orElseThrow();
  }

  private Verdict audit(String place) {
    return new AnchorAudit(folder.metrics(), JournalFolder.FILES, Optional.of(anchor(place)), CLONE)
        .heads()
        .verdicts()
        .get(0);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> line = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
    assertThat(new ProcessBuilder(line).directory(project.toFile()).inheritIO().start().waitFor())
        .isZero();
  }
}
