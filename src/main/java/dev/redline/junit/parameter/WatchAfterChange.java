package dev.redline.junit.parameter;

import dev.redline.junit.GateParameter;
import dev.redline.junit.PhaseScope;
import dev.redline.phase.watch.Watch;
import dev.redline.plan.WatchConfig;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The server after a change, looked at as gates/watch.yaml says. */
public final class WatchAfterChange implements GateParameter {

  @Override
  public Class<?> type() {
    return Watch.class;
  }

  @Override
  public Object make(PhaseScope of) {
    return new Watch(
        of.context(),
        WatchConfig.load(of.conditions().gates()),
        of.conditions().metrics(),
        System::nanoTime,
        time -> new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS));
  }
}
