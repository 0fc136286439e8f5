package dev.redline.rag.judge.offline;

import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.metric.Label;
import java.util.List;

/** The offline judge for several threads at once: each has its own, and all say the same. */
final class JudgePerThread implements Judge {

  private final ThreadLocal<OfflineJudge> judges = ThreadLocal.withInitial(OfflineJudge::new);

  @Override
  public JudgeId id() {
    return judges.get().id();
  }

  @Override
  public List<Claim> extract(String question, String text) {
    return judges.get().extract(question, text);
  }

  @Override
  public List<Label> check(String question, List<Claim> claims, String reference) {
    return judges.get().check(question, claims, reference);
  }
}
