package dev.redline.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The one {@link GateRun} of each launcher session, which the session's store closes in the end. It
 * is made when the first gate asks for it: in a build without gates nothing of ours is.
 */
public final class GateRunListener implements LauncherSessionListener {

  private static final String KEY = "gate run";

  private final RunConditions conditions;

  /** For a launcher of one's own, with conditions of one's own in place of the process's. */
  public GateRunListener(RunConditions conditions) {
    this.conditions = conditions;
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session.getStore().put(Namespace.create(GateRunListener.class), KEY, new GateRun(conditions));
  }

  static GateRun runOf(ExtensionContext context) {
    return context
        .getStore(
            ExtensionContext.StoreScope.LAUNCHER_SESSION,
            ExtensionContext.Namespace.create(GateRunListener.class))
        .getOrComputeIfAbsent(
            KEY, key -> new GateRun(RunConditions.ofThisProcess().withTrialFleet()), GateRun.class);
  }
}
