package dev.redline.phase.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Plan;
import dev.redline.plan.yaml.PlanException;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sixty settings files, good ones and bad ones of five kinds, beside somebody who inserts rows: no
 * bad one is committed, no server is left down, and no row is lost that the server had taken.
 */
@Tag("long")
@ExtendWith(StageTrials.class)
class SettingsFilesTest {

  private static final int FILES = Integer.getInteger("settings.files", 60);
  private static final long SEED = 1070;
  private static final String COMMIT = "The change is committed";
  private static final String EFFECT = "The change takes effect, with a restart where it needs one";
  private static final String TWIN =
      "The new values start on a twin, or the record says that there is none";

  static List<SettingsFile> files() {
    return SettingsFile.generated(FILES, SEED);
  }

  @ParameterizedTest
  @MethodSource("files")
  void onlyAGoodOneIsCommittedAndNothingIsLost(SettingsFile file, StageTrial trial)
      throws Exception {
    trial.edit("target.yaml", "rehearse: none", "rehearse: twin").timed();
    Files.writeString(trial.gates().resolve("stages/a.yaml"), file.yaml());
    if (file.kind() == SettingsFile.Kind.MISSPELT) {
      assertThatThrownBy(() -> Plan.load(trial.gates()))
          .isInstanceOf(PlanException.class)
          .hasMessageMatching("(?s).*a\\.yaml:\\d+:\\d+ .*" + file.fault() + ".*");
      return;
    }
    if (file.kind() == SettingsFile.Kind.SHADOWED) {
      trial.execute("ALTER SYSTEM SET work_mem = '7MB'");
    }
    if (file.kind() == SettingsFile.Kind.DOES_NOT_START) {
      trial.property("try", "beyond-memory");
    }
    byte[] before = trial.configuration();
    try (AcknowledgedRows rows = AcknowledgedRows.into(trial)) {
      GateOutcomes outcomes = trial.run("StageA");

      assertThat(rows.lost()).as("rows of %d", rows.taken()).isZero();
      assertThat(rows.taken()).isPositive();
      if (file.kind() == SettingsFile.Kind.GOOD) {
        assertThat(outcomes.failed()).isEmpty();
        assertThat(outcomes.passed()).contains(COMMIT);
      } else {
        assertThat(outcomes.failed()).isNotEmpty();
        assertThat(outcomes.passed()).doesNotContain(EFFECT, COMMIT);
        assertThat(trial.configuration()).isEqualTo(before);
      }
      if (file.kind() == SettingsFile.Kind.DOES_NOT_START) {
        assertThat(outcomes.failed()).containsOnlyKeys(TWIN);
      }
    }
  }
}
