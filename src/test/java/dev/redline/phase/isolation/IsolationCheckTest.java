package dev.redline.phase.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.phase.isolation.IsolatedWorkloads.Caches;
import dev.redline.plan.Plan;
import dev.redline.plan.isolation.IsolationConfig;
import dev.redline.postgres.role.LimitProbe;
import dev.redline.postgres.role.LimitProbe.Outcome;
import dev.redline.rag.cache.CacheCounts;
import dev.redline.rag.cache.CacheFolder;
import dev.redline.rag.cache.CacheKey;
import dev.redline.rag.cache.ResponseCache;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits that do not bite, sessions that cannot be told apart, caches that are one. */
class IsolationCheckTest {

  private static final IsolationConfig RULES = Plan.load(Path.of("gates")).isolation();
  private static final CacheCounts ASKED = new CacheCounts(3, 4, 0);

  @TempDir private Path folder;

  @Test
  void aLimitThatLetsAStatementSucceedFails() {
    LimitProbe probe =
        new LimitProbe(
            "ltst_app_probe",
            new Outcome("00000", "succeeded"),
            new Outcome("42501", "permission denied"),
            new Outcome("57014", "canceling statement"));
    assertThat(IsolationCheck.limits(probe))
        .extracting(Verdict::status)
        .containsExactly(Status.FAIL, Status.PASS, Status.PASS);
  }

  @Test
  void aStatementThatFailedForAnotherReasonSaysNothingAndNamesIt() {
    Outcome full = new Outcome("53100", "could not write to file: No space left on device");
    assertThat(IsolationCheck.limits(new LimitProbe("ltst_app_probe", full, full, full)))
        .allSatisfy(
            verdict -> {
              assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
              assertThat(verdict.observed())
                  .isEqualTo("53100: could not write to file: No space left on device");
            });
  }

  @Test
  void aRoleWithoutASessionSaysNothing() {
    assertThat(
            IsolationCheck.applications(
                RULES, Map.of("eval_app", List.of("redline-evaluation", "psql"))))
        .extracting(Verdict::status)
        .containsExactly(Status.FAIL, Status.INCONCLUSIVE);
  }

  @Test
  void aPasswordThatCannotBeLookedAtSaysNothing() {
    assertThat(IsolationCheck.storage(RULES.ltst(), null).status()).isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void foldersThatAreOneBehindALinkFail() throws Exception {
    filled("one", "a");
    Files.createSymbolicLink(folder.resolve("other"), folder.resolve("one"));
    Caches caches = caches("one", "other");
    assertThat(CacheCheck.apart(caches).status()).isEqualTo(Status.FAIL);
    assertThat(CacheFolder.read(folder.resolve("other")).entries()).hasSize(1);
  }

  @Test
  void foldersThatAreTwoPass() {
    filled("one", "a");
    filled("other", "b");
    assertThat(CacheCheck.apart(caches("one", "other")).passed()).isTrue();
    assertThat(CacheCheck.used("LTST", CacheFolder.read(folder.resolve("one")), ASKED).passed())
        .isTrue();
  }

  @Test
  void aCacheThatNobodyAskedOrThatIsEmptySaysNothing() throws Exception {
    filled("one", "a");
    CacheFolder one = CacheFolder.read(folder.resolve("one"));
    CacheFolder empty = CacheFolder.read(Files.createDirectory(folder.resolve("empty")));
    assertThat(CacheCheck.used("LTST", one, new CacheCounts(0, 0, 0)).status())
        .isEqualTo(Status.INCONCLUSIVE);
    assertThat(CacheCheck.used("LTST", one, new CacheCounts(0, 4, 2)).status())
        .isEqualTo(Status.INCONCLUSIVE);
    assertThat(CacheCheck.used("LTST", empty, ASKED).status()).isEqualTo(Status.INCONCLUSIVE);
  }

  private void filled(String name, String key) {
    ResponseCache.open(folder.resolve(name), Duration.ofHours(1), 10_000, Clock.systemUTC())
        .put(CacheKey.of(List.of(key)), "vector");
  }

  private Caches caches(String one, String other) {
    return new Caches(
        CacheFolder.read(folder.resolve(one)),
        CacheFolder.read(folder.resolve(other)),
        Set.of(),
        ASKED,
        ASKED);
  }
}
