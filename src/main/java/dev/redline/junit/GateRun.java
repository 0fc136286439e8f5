package dev.redline.junit;

import dev.redline.plan.Plan;
import dev.redline.record.EvidenceStore;
import dev.redline.record.GateBroken;
import dev.redline.record.GateFailure;
import dev.redline.record.GateRecord;
import dev.redline.record.HotFix;
import dev.redline.record.RunSheet;
import dev.redline.run.Discovery;
import dev.redline.run.RollbackReport;
import dev.redline.run.TunerLock;
import dev.redline.run.TuningStage;
import dev.redline.target.Target;
import dev.redline.target.TargetSelection;
import io.qameta.allure.Allure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that outlives a single gate: plan, server, lock, record, and whether the run was
 * stopped. One for each launcher session; nothing is opened before the first gate begins.
 */
final class GateRun implements AutoCloseable {

  private final RunConditions conditions;
  private final EvidenceStore store;
  private final Map<String, TuningStage> stages = new HashMap<>();
  private @Nullable Opened opened;
  private @Nullable String obstacle;

  private record Opened(Plan plan, Target target, TunerLock lock) {}

  GateRun(RunConditions conditions) {
    this.conditions = conditions;
    this.store = new EvidenceStore(conditions.metrics());
  }
}
