package dev.redline.phase.propose;

import dev.redline.phase.propose.Machine.Disk;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.Platform;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.target.PoolSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What settings a server should have, by what it runs on and what is in it.
 *
 * @param indexBytes of all vector indexes
 * @param largestBuild maintenance_work_mem that the largest HNSW build needs, 0 without one
 * @param standbys that follow, those that are away included
 * @param pools of the pooler in front, where its console was asked
 */
record SettingDrafts(
    Machine machine,
    SettingsSnapshot now,
    long indexBytes,
    long largestBuild,
    int standbys,
    Optional<PoolSizes> pools) {

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final int SORTS = 3;
  private static final int PAST_THE_POOLER = 4;
  private static final int MOST_WORKERS = 4;
  private static final int SPARE_SENDERS = 2;

  List<Draft> drafts() {
    List<Draft> drafts = new ArrayList<>();
    machine.memory().ifPresent(memory -> drafts.addAll(byMemory(memory.bytes())));
    machine.cores().ifPresent(cores -> drafts.add(workers(cores)));
    if (machine.disk() == Disk.SOLID) {
      drafts.add(draft("random_page_cost", "1.1", "the data lies on a disk without moving parts"));
    }
    readAhead(drafts);
    drafts.addAll(always());
    pools.ifPresent(sizes -> drafts.add(connections(sizes)));
    followers(drafts);
    drafts.removeIf(draft -> now.untouchedOnPlatform().contains(draft.name()));
    return drafts;
  }

  private List<Draft> byMemory(long memory) {
    long shared = sharedBuffers(memory);
    long connections = sessions();
    long work = within((memory - shared) / (connections * SORTS), 4 * MIB, 64 * MIB);
    long build = largestBuild + largestBuild / 10;
    long maintenance = within(Math.max(build, memory / 16), 64 * MIB, memory / 8);
    return List.of(
        size("shared_buffers", shared, sharedReason(memory)),
        size("effective_cache_size", memory / 4 * 3, "three quarters of the memory cache files"),
        size(
            "work_mem",
            work,
            "what shared_buffers leaves, for %d %s with %d sorts each, 4MB to 64MB"
                .formatted(
                    connections,
                    pools.isPresent() ? "sessions of pools and past them" : "connections",
                    SORTS)),
        size(
            "maintenance_work_mem",
            maintenance,
            largestBuild > memory / 8
                ? "an eighth of the memory, though the largest HNSW build needs " + shown(build)
                : "the largest HNSW build (%s) or a sixteenth of the memory"
                    .formatted(largestBuild == 0 ? "none" : shown(build))),
        size(
            "max_wal_size",
            within(memory / 16, GIB, 16 * GIB),
            "a sixteenth of the memory, 1GB to 16GB, so that bulk loads force no checkpoints"),
        hugePages(shared));
  }

  /** Of the pools and of those who come past them; without a pooler, all that may come. */
  private long sessions() {
    long most = Long.parseLong(now.current("max_connections"));
    return pools.map(sizes -> Math.min(most, sizes.sessions() + past())).orElse(most);
  }

  /** Those that are kept for superusers, as many for maintenance, and a few for monitoring. */
  private long past() {
    return 2 * Long.parseLong(now.current("superuser_reserved_connections")) + PAST_THE_POOLER;
  }

  /** Never fewer than now: who else comes is not known. */
  private Draft connections(PoolSizes sizes) {
    return draft(
        "max_connections",
        Long.toString(
            Math.max(sizes.sessions() + past(), Long.parseLong(now.current("max_connections")))),
        "%d pools of the pooler may open %d sessions, and %d come past it"
            .formatted(sizes.pools(), sizes.sessions(), past()));
  }

  private long sharedBuffers(long memory) {
    long quarter = memory / 4;
    return indexBytes > quarter ? Math.min(indexBytes, memory / 5 * 2) : quarter;
  }

  private String sharedReason(long memory) {
    return indexBytes > memory / 4
        ? "vector indexes of %s are searched all over, at most two fifths of the memory"
            .formatted(shown(indexBytes))
        : "a quarter of the memory holds the vector indexes (%s)".formatted(shown(indexBytes));
  }

  private Draft hugePages(long shared) {
    String pages = now.current("shared_memory_size_in_huge_pages");
    boolean told = now.server().release().tellsHugePages();
    if (!told || pages.isEmpty() || pages.startsWith("-") || pages.equals("0")) {
      return draft("huge_pages", "try", "the server does not tell how many pages it would take");
    }
    long reserved = now.setting("shared_memory_size").bytes();
    double page = (double) reserved / Long.parseLong(pages);
    long after = reserved - now.setting("shared_buffers").bytes() + shared;
    return draft(
        "huge_pages",
        "try",
        "vm.nr_hugepages = %d would hold it (now shared_memory_size_in_huge_pages = %s)"
            .formatted((long) Math.ceil(after / page), pages));
  }

  private static Draft workers(int cores) {
    int workers = Math.max(2, Math.min((cores + 1) / 2, MOST_WORKERS));
    return draft(
        "max_parallel_maintenance_workers",
        Integer.toString(workers),
        "half of %d cores build an HNSW index, 2 to %d".formatted(cores, MOST_WORKERS));
  }

  private void readAhead(List<Draft> drafts) {
    Platform.OperatingSystem system = now.server().platform().system();
    if (system == Platform.OperatingSystem.MACOS) {
      drafts.add(draft("effective_io_concurrency", "0", "macOS has nothing to prefetch with"));
    } else if (machine.disk() == Disk.SOLID && system == Platform.OperatingSystem.LINUX) {
      drafts.add(draft("effective_io_concurrency", "200", "the disk takes many reads at once"));
    }
  }

  private List<Draft> always() {
    String compression = now.lists("wal_compression", "lz4") ? "lz4" : "on";
    return List.of(
        draft("checkpoint_completion_target", "0.9", "spreads the writes of a checkpoint"),
        draft("wal_compression", compression, "less WAL to write and ship"),
        draft("jit", "off", "compiling costs more than a short vector search takes"),
        draft("track_io_timing", "on", "slow reads can be told from slow plans"));
  }

  private void followers(List<Draft> drafts) {
    if (standbys == 0) {
      return;
    }
    drafts.add(
        draft(
            "max_wal_senders",
            Integer.toString(standbys + SPARE_SENDERS),
            "%d for standbys, one for a base backup and one more; raise it on the standbys first"
                .formatted(standbys)));
    long keep =
        machine
            .memory()
            .map(memory -> within(memory.bytes() / 4, 8 * GIB, 64 * GIB))
            .orElse(16 * GIB);
    drafts.add(
        size(
            "max_slot_wal_keep_size",
            keep,
            "a standby that is away must not fill the disk; more if it may be away for long"));
  }

  private static Draft size(String name, long bytes, String because) {
    return draft(name, rounded(bytes).toString(), because);
  }

  private static Draft draft(String name, String value, String because) {
    return new Draft(name, value, because);
  }

  /** Down to whole MB, larger steps for larger sizes. */
  private static MemorySize rounded(long bytes) {
    long step = bytes >= GIB ? 64 * MIB : bytes >= 64 * MIB ? 4 * MIB : MIB;
    return new MemorySize(bytes / step * step);
  }

  private static String shown(long bytes) {
    return new MemorySize((bytes + MIB - 1) / MIB * MIB).toString();
  }

  private static long within(long value, long least, long most) {
    return Math.min(Math.max(value, least), Math.max(least, most));
  }
}
