package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.PreparedServer;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is asked to end while a change is in force and not proven. */
@Tag("crash")
@ExtendWith(StageTrials.class)
class SignalTest {

  /** limits.put_back, and the end of a Java process. */
  private static final Duration LIMIT = Duration.ofSeconds(40);

  /** How a process ends by a signal, as a shell sees it. */
  private static final Map<String, Integer> ENDED_BY = Map.of("INT", 130, "TERM", 143);

  private StageTrial trial;
  private byte[] original;

  @BeforeEach
  void take(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aThrowawayServerIsPutBack(String signal) throws Exception {
    List<String> said = signalled(signal, List.of());

    assertThat(said).anyMatch(line -> line.contains("the throwaway server is put back, within"));
    assertThat(trial.configurationFile()).as(String.join("\n", said)).hasBinaryContent(original);
    assertThat(trial.stateFile()).content().contains("\"ROLLED_BACK\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aServerOfSomebodysIsLeftAsItIsAndTheNextRunPutsItBack(String signal) throws Exception {
    try (YourServer server = YourServer.start(trial)) {
      List<String> said = signalled(signal, List.of(server.url()));

      assertThat(said)
          .anyMatch(
              line ->
                  line.contains("nothing is restarted. The change of stageA is")
                      && line.contains("mvn verify -Dgroups=stageA"));
      assertThat(trial.configuration()).as("left as it was").isNotEqualTo(original);
      assertThat(trial.value("SHOW jit")).as("not restarted").isEqualTo("off");

      assertThat(trial.run().failed()).isEmpty();
      assertThat(trial.configuration()).isEqualTo(original);
    }
  }

  /**
   * The server is halted meanwhile and lets nobody in: the put-back does not end within its limit.
   */
  @Test
  void aSecondSignalEndsTheRunAtOnceAndTheNextOnePutsTheServerBack() throws Exception {
    trial.edit("target.yaml", "login: 10s", "login: 60s");
    AtomicReference<String> halted = new AtomicReference<>();
    try {
      List<String> said =
          answered(
              Map.of(
                  SignalledRun.REACHED,
                  run -> {
                    halted.set(Files.readAllLines(trial.data().resolve("postmaster.pid")).get(0));
                    send("STOP", halted.get());
                    send("TERM", Long.toString(run.pid()));
                  },
                  "A second signal ends the run at once",
                  run -> send("TERM", Long.toString(run.pid()))),
              ENDED_BY.get("TERM"),
              List.of());
      assertThat(said).noneMatch(line -> line.contains("Not at an end within the limit"));
    } finally {
      if (halted.get() != null) {
        send("CONT", halted.get());
      }
    }
    assertThat(trial.stateFile()).content().doesNotContain("\"ROLLED_BACK\"");

    assertThat(trial.run().failed()).isEmpty();
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.stateFile()).content().contains("\"ROLLED_BACK\"");
  }

  /** Runs stage A in a process and sends the signal once the evaluation begins. */
  private List<String> signalled(String signal, List<String> more) throws Exception {
    return answered(
        Map.of(SignalledRun.REACHED, run -> send(signal, Long.toString(run.pid()))),
        ENDED_BY.get(signal),
        more);
  }

  /** What a test does once the run has printed a text. */
  private interface Answer {
    void to(Process run) throws Exception;
  }

  /** Runs stage A in a process that all these texts are expected of. */
  private List<String> answered(Map<String, Answer> answers, int exit, List<String> more)
      throws Exception {
    Path errors = Files.createTempFile("redline-signalled-", ".err");
    Process run =
        SignalledRun.process(trial.home(), trial, more).redirectError(errors.toFile()).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader output = run.inputReader(StandardCharsets.UTF_8)) {
      Set<String> open = new HashSet<>(answers.keySet());
      String line;
      long sent = 0;
      while ((line = output.readLine()) != null) {
        said.add(line);
        for (String text : answers.keySet()) {
          if (line.contains(text)) {
            sent = System.nanoTime();
            open.remove(text);
            answers.get(text).to(run);
          }
        }
      }
      assertThat(open).as("it came so far: %s", said).isEmpty();
      assertThat(run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(LIMIT);
      assertThat(run.exitValue()).isEqualTo(exit);
    } finally {
      run.destroyForcibly();
      Files.delete(errors);
    }
    return said;
  }

  private static void send(String signal, String process) throws Exception {
    PreparedServer.run("kill", "-" + signal, process.strip());
  }
}
