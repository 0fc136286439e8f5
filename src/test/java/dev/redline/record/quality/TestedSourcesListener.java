package dev.redline.record.quality;

import dev.redline.plan.QualityConfig;
import dev.redline.record.journal.ContentHash;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Notes beside a build's test reports which sources the tests are about. It does so only where the
 * build names the folder of the reports: {@code redline.reports}.
 */
public final class TestedSourcesListener implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    String reports = System.getProperty("redline.reports");
    if (reports != null) {
      Path project = Path.of("").toAbsolutePath();
      QualityConfig rules = QualityConfig.load(project.resolve("gates"));
      BuildSources.begin(
          Path.of(reports), ContentHash.of(project, rules.sources()), Clock.systemUTC().instant());
    }
  }
}
