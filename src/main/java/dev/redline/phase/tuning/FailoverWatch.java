package dev.redline.phase.tuning;

import dev.redline.change.PhaseContext;
import dev.redline.files.AtomicFile;
import dev.redline.fleet.MemberTarget;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who led the fleet before a canary was changed, on disk for as long as the change waits for a
 * person: what is measured after a failover is not to be compared with what was measured before.
 */
record FailoverWatch(PhaseContext context, MemberTarget member, String tag, boolean changed) {

  private static final String SUBJECT = "leader of the fleet, unless somebody else took over";

  /** Keeps who leads; of a change that is under way, who led when it began. */
  Verdict before() {
    if (changed && Files.exists(file())) {
      return none();
    }
    String leads = member.leadership();
    try {
      new AtomicFile(file()).replaceForOwnerOnly(leads.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file(), e);
    }
    return Verdict.pass(SUBJECT, leads, "on record before the change");
  }

  /** Nobody else has taken over since. */
  Verdict none() {
    String before = kept();
    String now = member.leadership();
    return now.equals(before)
        ? Verdict.pass(SUBJECT, now, before)
        : Verdict.fail(
            SUBJECT,
            now,
            before,
            "a failover or somebody's switchover came in between: find out why (patronictl history), and run again");
  }

  private String kept() {
    try {
      return Files.exists(file()) ? Files.readString(file()) : "unknown: nothing is on record";
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file(), e);
    }
  }

  private Path file() {
    return context.keep().resolve("leader-before-" + tag + ".txt");
  }
}
