package dev.redline.crash;

import dev.redline.phase.tuning.TuningStage;
import dev.redline.verdict.Finding;

/** The steps of a stage in the order of its gates, but for the measurements. */
enum Step {
  MAY_BE_CHANGED(stage -> stage.change().mayBeChanged()),
  RECORD_STATE(stage -> stage.change().recordState()),
  DRY_RUN(TuningStage::dryRun),
  OWNERSHIP(TuningStage::ownership),
  APPROVAL(TuningStage::approval),
  BACK_UP(TuningStage::keep),
  EDIT(TuningStage::apply),
  VALIDATE(TuningStage::validate),
  RESTART(TuningStage::takeEffect),
  IN_FORCE(TuningStage::inForce),
  NOTHING_ELSE_CHANGED(TuningStage::nothingElseChanged),
  DATA_IS_THERE(stage -> stage.change().dataIsThere()),
  COMMIT(TuningStage::commit);

  private final Action action;

  Step(Action action) {
    this.action = action;
  }

  private interface Action {
    Finding on(TuningStage stage) throws Exception;
  }

  Finding take(TuningStage stage) throws Exception {
    return action.on(stage);
  }
}
