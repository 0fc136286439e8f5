package dev.redline.workload;

import dev.redline.plan.Plan;
import dev.redline.rag.judge.JudgeChoice;
import dev.redline.rag.judge.RunJudge;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The judge of a run that never asks Bedrock. */
public final class OfflineRun {

  private OfflineRun() {}

  public static RunJudge judge(Plan plan) {
    JudgeChoice choice =
        new JudgeChoice(Map.of("judge", "offline"), Map.of(), Clock.systemUTC(), line -> {});
    return new RunJudge(choice, plan.judge(), Path.of(""));
  }
}
