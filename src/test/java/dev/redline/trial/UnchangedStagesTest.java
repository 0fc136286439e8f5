package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole stages by which nothing is changed, on a cluster as Debian makes it, with somebody who
 * answers and paraphrases at random in 30 % of the cases: none is red. A quarter of an hour.
 */
@Tag("long")
class UnchangedStagesTest {

  private static final int RUNS = 20;
  private static final List<String> ANSWERS =
      List.of(
          "Passages are found as before the change, which takes no judge",
          "Answers are not worse than before the change, nor than the accepted baseline",
          "Precision stays above its red line",
          "Recall stays above its red line",
          "The change is committed");

  @Test
  void twentyStagesWithNothingToChangePassWhateverTheAnswersAreWordedLike() throws Exception {
    try (MadeTrial made = YourAnswersTest.answering(MadeTrial.of("debian"))) {
      String included =
          made.server().fact("configuration").replace("postgresql.conf", "conf.d/zz.conf");
      made.trial().append("target.yaml", "  apply: {include: " + included + "}\n"); // under yours
      GateOutcomes waiting = made.untilItsCommit("StageA");
      assertThat(waiting.message()).startsWith("PAUSED: decision about commit");
      made.trial().property("approve", waiting.approvals());
      assertThat(made.trial().run("StageA").failed()).isEmpty();
      made.trial().withoutProperty("approve");
      String started = made.server().query("SELECT pg_postmaster_start_time()");
      int asked = asked(made);

      List<String> red = new ArrayList<>();
      for (int run = 1; run <= RUNS; run++) {
        long began = System.nanoTime();
        GateOutcomes outcomes = made.trial().run("StageA");
        System.out.printf(
            "stage %d of %d: %d passed, %d did not, asked %d times so far, %.1f s%n",
            run,
            RUNS,
            outcomes.passed().size(),
            outcomes.failed().size(),
            asked(made) - asked,
            (System.nanoTime() - began) / 1e9);
        outcomes.failed().forEach((gate, why) -> red.add(gate + ": " + why.getMessage()));
        assertThat(outcomes.passed()).as("%s", red).containsAll(ANSWERS);
      }

      assertThat(red).isEmpty();
      assertThat(asked(made) - asked).as("each stage asks").isGreaterThanOrEqualTo(2 * RUNS);
      assertThat(made.server().query("SELECT pg_postmaster_start_time()")).isEqualTo(started);
    }
  }

  private static int asked(MadeTrial made) throws Exception {
    return Files.readAllLines(made.trial().plan("asked.log")).size();
  }
}
