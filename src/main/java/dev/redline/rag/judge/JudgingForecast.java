package dev.redline.rag.judge;

import java.util.ArrayList;
import java.util.List;

/** What all judging that is ahead takes, by every judge of a run, before the first call. */
public final class JudgingForecast {

  /** One judge and all that it will be asked about. */
  private record Share(RunJudge judge, JudgeEstimate estimate) {}

  private final List<Share> shares = new ArrayList<>();

  /** With what a judge will be asked about. */
  public JudgingForecast with(RunJudge judge, JudgeEstimate estimate) {
    shares.add(new Share(judge, estimate));
    return this;
  }

  /**
   * Says what it takes, where a model is asked, and holds it against the budgets; nothing is sent.
   *
   * @throws dev.redline.rag.JudgeUnavailableException if it costs more than a judge may spend
   */
  public void announce() {
    List<Share> asking = shares.stream().filter(share -> share.estimate.calls() > 0).toList();
    asking.forEach(share -> share.judge.say(share.estimate.toString()));
    if (asking.size() > 1) {
      asking.get(0).judge.say(together(asking));
    }
    asking.forEach(share -> share.estimate.requireWithin(share.judge.service().limit()));
  }

  private static String together(List<Share> asking) {
    return JudgeEstimate.sum(asking.stream().map(Share::estimate).toList()).takes();
  }
}
