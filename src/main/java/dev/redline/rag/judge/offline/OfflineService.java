package dev.redline.rag.judge.offline;

import dev.redline.rag.Judge;
import dev.redline.rag.Progress;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.evaluation.Judging;
import java.util.Map;

/** The offline judge as the judge of a run. */
public final class OfflineService implements JudgeService {

  private final OfflineJudge judge = new OfflineJudge();

  @Override
  public Kind kind() {
    return Kind.RULES;
  }

  @Override
  public Judge judge() {
    return judge;
  }

  @Override
  public Judge askedAnew() {
    return new OfflineJudge();
  }

  /** It is part of the build and can always be asked. */
  @Override
  public void preflight() {}

  @Override
  public Judging begin(String task, int cases) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Judging(new JudgePerThread(), processors, Progress.silent());
  }

  @Override
  public Usage usage() {
    return new Usage("no request, no cost", Map.of("requests", 0));
  }
}
