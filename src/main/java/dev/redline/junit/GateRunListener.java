package dev.redline.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives each launcher session one {@link GateRun}, which the session's store closes in the end.
 * Nothing is opened before a gate asks for it.
 */
public final class GateRunListener implements LauncherSessionListener {

  private static final String KEY = "gate run";

  private final RunConditions conditions;

  /** As JUnit's service loader makes it: conditions are those of this process. */
  public GateRunListener() {
    this(RunConditions.ofThisProcess());
  }

  /** For a launcher of one's own, with conditions of one's own. */
  public GateRunListener(RunConditions conditions) {
    this.conditions = conditions;
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session.getStore().put(Namespace.create(GateRunListener.class), KEY, new GateRun(conditions));
  }

  static GateRun runOf(ExtensionContext context) {
    GateRun run =
        context
            .getStore(
                ExtensionContext.StoreScope.LAUNCHER_SESSION,
                ExtensionContext.Namespace.create(GateRunListener.class))
            .get(KEY, GateRun.class);
    if (run == null) {
      throw new IllegalStateException(
          "No gate run in this launcher session: register " + GateRunListener.class.getName());
    }
    return run;
  }
}
