package dev.redline.rag.offline;

import dev.redline.rag.JudgeProvider;
import dev.redline.rag.JudgeService;

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
