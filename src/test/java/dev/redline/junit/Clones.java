package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.PreparedServer;
import dev.redline.trial.StageTrial;
import dev.redline.trial.YourServer;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clones of a project that work on one server of somebody's. */
record Clones(StageTrial trial, YourServer server) {

  private static final Pattern TAKEOVER = Pattern.compile("-Dtakeover=([0-9a-f]{8})");

  static Path folder() throws Exception {
    return PreparedServer.publicFolder("redline-clone-");
  }

  StageTrial at(Path home) {
    return StageTrial.at(home, trial.gates()).environment("DATABASE_URL", server.url());
  }

  StageTrial another() throws Exception {
    return at(folder());
  }

  String startTime() throws Exception {
    return trial.value("SELECT pg_postmaster_start_time()");
  }

  /** The word that a message gives for taking a change over. */
  static String takeover(String message) {
    Matcher word = TAKEOVER.matcher(message);
    assertThat(word.find()).as("a command in: %s", message).isTrue();
    return word.group(1);
  }
}
