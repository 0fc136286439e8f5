package dev.redline.phase.tuning;

import dev.redline.plan.TargetOptions.MemoryFit;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.target.HugePages;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds the memory that a stage asks for against what there is, before anything is touched. */
final class MemoryCheck {

  private static final String SUBJECT = "memory that the stage asks for";
  private static final String REQUIRED =
      "within the memory of the host, or no more than the server may take already";

  private static final double GIB = 1L << 30;

  private MemoryCheck() {}

  /**
   * Whether shared memory fits into huge pages, without which a server that insists on them does
   * not start.
   *
   * @param planned settings; {@code huge_pages} may be among them
   * @param there of the host that the server runs on
   * @return empty where the server is to ask for none
   */
  static Optional<Verdict> hugePages(
      MemoryBudget budget,
      SettingsSnapshot now,
      List<PlannedSetting> planned,
      HugePages there,
      MemoryFit fit) {
    String present = now.current("huge_pages");
    String asked =
        planned.stream()
            .filter(each -> each.name().equals("huge_pages"))
            .map(PlannedSetting::value)
            .findFirst()
            .orElse(present);
    if (!asked.equals("on") && !asked.equals("try")) {
      return Optional.empty();
    }
    long shared = bytes("shared_memory_size", now);
    long before = bytes("shared_buffers", now);
    long needed = Math.max(shared, before) - before + budget.sharedBuffers();
    boolean held = present.equals("on") || now.current("huge_pages_status").equals("on");
    long free = there.free() * there.pageBytes() + (held ? Math.max(shared, before) : 0);
    String subject = "huge pages for shared memory, huge_pages = " + asked;
    String observed = "%s free once the server is down".formatted(gigabytes(free));
    String required = "%s for the new shared_buffers".formatted(gigabytes(needed));
    if (needed <= free) {
      return Optional.of(Verdict.pass(subject, observed, required));
    }
    return Optional.of(
        asked.equals("try") || fit != MemoryFit.REQUIRED
            ? Verdict.pass(subject, observed + ": ordinary pages are used", required)
            : Verdict.fail(
                subject,
                observed,
                required + ", or the server does not start",
                "sysctl vm.nr_hugepages: %d pages more; or huge_pages = try"
                    .formatted((needed - free + there.pageBytes() - 1) / there.pageBytes())));
  }

  private static long bytes(String name, SettingsSnapshot now) {
    return now.current(name).isEmpty() ? 0 : now.setting(name).bytes();
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1fGB", bytes / GIB);
  }

  /**
   * At worst the server stays within the host's memory, unless it may take as much already.
   *
   * @param before as the server runs now
   */
  static Verdict judge(MemoryBudget before, MemoryBudget budget, MemoryFit fit) {
    boolean more =
        budget.total() > before.total()
            || (budget.cannotStart() && budget.sharedBuffers() > before.sharedBuffers());
    boolean beyond = budget.exceedsHost() && more;
    return beyond && fit == MemoryFit.REQUIRED
        ? Verdict.fail(
            SUBJECT,
            budget.toString(),
            REQUIRED,
            "lower shared_buffers, work_mem or maintenance_work_mem in the stage's file, or set"
                + " host_memory in gates/target.yaml if the server has more; -Dtry=beyond-memory"
                + " tries it")
        : Verdict.pass(SUBJECT, budget.toString(), REQUIRED);
  }
}
