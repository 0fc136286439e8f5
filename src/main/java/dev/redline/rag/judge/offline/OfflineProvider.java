package dev.redline.rag.judge.offline;

import dev.redline.rag.evaluation.JudgeProvider;
import dev.redline.rag.evaluation.JudgeService;

/** The judge that is part of the build. */
public final class OfflineProvider implements JudgeProvider {

  @Override
  public String name() {
    return "offline";
  }

  @Override
  public JudgeService open(Conditions conditions) {
    return new OfflineService();
  }
}
