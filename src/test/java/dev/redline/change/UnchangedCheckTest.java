package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.change.UnchangedCheck.Writers;
import dev.redline.postgres.KeySample;
import dev.redline.postgres.RowCounts;
import dev.redline.postgres.ServerIdentity;
import dev.redline.postgres.ServerObjects;
import dev.redline.postgres.ServerState;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of a server on which others go on writing, by its own counters. */
class UnchangedCheckTest {

  @Test
  void rowsMayBeFewerByAsManyAsWereDeletedAndNoMore() {
    assertThat(rows(500, 100, 498, 102)).isTrue();
    assertThat(rows(500, 100, 497, 102)).isFalse();
    assertThat(rows(500, 100, 510, 100)).as("added by others").isTrue();
  }

  @Test
  void aCrashHasTheServerCountAnew() {
    assertThat(rows(500, 100, 500, 0)).as("nothing is missing").isTrue();
    assertThat(rows(500, 100, 498, 2)).as("deleted since the crash").isTrue();
    assertThat(rows(500, 100, 499, 0)).as("vanished beside it").isFalse();
  }

  @Test
  void whatIsMissingOfASampleHasToBeAccountedFor() {
    KeySample.Missing missing = new KeySample.Missing("public.docs", 100, 3, 2);
    Verdict verdict = UnchangedCheck.ofKeys(List.of(missing), Writers.APPLICATIONS);
    assertThat(verdict.toString())
        .contains("public.docs: 3 of 100, by statements at most 2", "none of 100");
    KeySample.Missing accounted = new KeySample.Missing("public.docs", 100, 3, 3);
    assertThat(UnchangedCheck.ofKeys(List.of(accounted), Writers.APPLICATIONS).passed()).isTrue();
    assertThat(UnchangedCheck.ofKeys(List.of(accounted), Writers.NOBODY).passed()).isFalse();
  }

  private static boolean rows(long before, long deletedBefore, long after, long deletedAfter) {
    return UnchangedCheck.ofData(
            state(before, deletedBefore), state(after, deletedAfter), Writers.APPLICATIONS)
        .get(0)
        .passed();
  }

  private static ServerState state(long rows, long deleted) {
    String table = "public.docs";
    return new ServerState(
        new SettingsSnapshot(
            Instant.EPOCH, new ServerIdentity(null, "15", 150000, "a", "b", null, ""), Map.of()),
        List.of(),
        new RowCounts(Map.of(table, rows), Map.of(table, deleted), Map.of(table, 1L)),
        new ServerObjects(Map.of()));
  }
}
