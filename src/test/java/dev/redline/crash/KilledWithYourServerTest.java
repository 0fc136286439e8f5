package dev.redline.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.crash.CrashChild.Task;
import dev.redline.crash.CrashTrial.Kill;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run that restarts a server of yours is killed: the next one starts it and puts it back. */
@Tag("crash")
class KilledWithYourServerTest {

  @Test
  void theNextRunStartsYourServerWithTheOldFile() throws Exception {
    TracedTests.require();
    try (CrashSite site = CrashSite.ofYourServers()) {
      CrashTrial trial = CrashTrial.on(site);
      List<Crash> crashes = new ArrayList<>();
      for (KillPoint point : trial.points(Task.PASS, List.of())) {
        if (point.label().startsWith("RESTART: program")) {
          crashes.add(trial.after("your server", List.of(new Kill(Task.PASS, point))));
        }
      }
      CrashReport report = CrashReport.of(crashes);
      System.out.println("Your server. " + report);
      assertThat(report.losses()).isEmpty();
      assertThat(crashes).extracting(Crash::server).contains(ServerCondition.STOPPED);
    }
  }
}
