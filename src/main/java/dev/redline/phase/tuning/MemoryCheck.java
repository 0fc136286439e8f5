package dev.redline.phase.tuning;

import dev.redline.plan.TargetOptions.MemoryFit;
import dev.redline.verdict.Verdict;

/** Holds the memory that a stage asks for against what there is, before anything is touched. */
final class MemoryCheck {

  private static final String SUBJECT = "memory that the stage asks for";
  private static final String REQUIRED = "shared_buffers within the memory of the host";

  private MemoryCheck() {}

  static Verdict judge(MemoryBudget budget, MemoryFit fit) {
    return budget.cannotStart() && fit == MemoryFit.REQUIRED
        ? Verdict.fail(
            SUBJECT,
            budget.toString(),
            REQUIRED,
            "lower shared_buffers in the stage's file, or set host_memory in gates/target.yaml if"
                + " the server has more; -Dtry=beyond-memory tries it, to see the way back")
        : Verdict.pass(SUBJECT, budget.toString(), REQUIRED);
  }
}
