package dev.redline.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Somebody's build: tests of their own, run by JUnit as it is with all that is on the class path.
 */
final class BuildWithoutGates {

  private BuildWithoutGates() {}

  public static void main(String[] arguments) {
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(Theirs.class))
                  .build());
    }
  }

  @Tag("sample")
  static class Theirs {

    @Test
    @Tag("gate")
    void addsUp() {}

    @Test
    void addsUpAgain() {}
  }
}
