package dev.redline.phase.isolation;

import dev.redline.phase.isolation.IsolatedWorkloads.Caches;
import dev.redline.rag.cache.CacheCounts;
import dev.redline.rag.cache.CacheFolder;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;

/** Holds caches against what keeps workloads apart. */
final class CacheCheck {

  private CacheCheck() {}

  /** Neither folder is the other one or lies in it, links followed. */
  static Verdict apart(Caches caches) {
    Path evaluation = caches.evaluation().folder();
    Path ltst = caches.ltst().folder();
    String observed = evaluation + " and " + ltst;
    String required = "two folders, neither in the other";
    return evaluation.startsWith(ltst) || ltst.startsWith(evaluation)
        ? Verdict.fail("folders of the caches", observed, required, "remove the link between them")
        : Verdict.pass("folders of the caches", observed, required);
  }

  /** A cache that nobody asked, or that holds nothing, shows nothing. */
  static Verdict used(String workload, CacheFolder folder, CacheCounts asked) {
    String subject = "cache of " + workload;
    String required = "asked, and filled";
    long questions = asked.hits() + asked.misses();
    String observed =
        "asked %d times, %d entries, %d could not be written"
            .formatted(questions, folder.entries().size(), asked.unstored());
    return questions == 0 || folder.entries().isEmpty() || asked.unstored() > 0
        ? Verdict.inconclusive(subject, observed, required, "make the folder writable")
        : Verdict.pass(subject, observed, required);
  }
}
