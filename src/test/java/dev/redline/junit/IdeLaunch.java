package dev.redline.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** As an IDE runs one class or one method: by its name, without a property of a build. */
final class IdeLaunch {

  private IdeLaunch() {}

  /** Takes {@code package.Type} or {@code package.Type#method(package.Parameter, …)}. */
  public static void main(String[] selected) {
    String name = selected[0];
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(name.contains("#") ? selectMethod(name) : selectClass(name))
                  .build());
    }
  }
}
