package dev.redline.target;

import java.time.Duration;
import java.util.List;

/**
 * The cores of this machine, by {@code taskset} and {@code chrt} of util-linux.
 *
 * <p>Threads go to one core; where the servers are ours also under the round-robin real-time policy
 * at its lowest priority: nobody else's work stands between a search and its answer. Linux keeps a
 * twentieth of each second for others (sched_rt_runtime_us), and what the threads start is not
 * real-time ({@code chrt -R}).
 */
public final class HostCores implements Placement {

  private enum Turn {
    FIRST,
    SHARED
  }

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String LOWEST = "1";

  private final HostCommand command = HostCommand.asOurselves();
  private final Turn turn;

  private HostCores(Turn turn) {
    this.turn = turn;
  }

  /** Before everything else that wants the core: for servers that nobody else uses. */
  public static HostCores first() {
    return new HostCores(Turn.FIRST);
  }

  /** In turn with everything else that wants the core: for a server of somebody's. */
  public static HostCores inTurn() {
    return new HostCores(Turn.SHARED);
  }

  @Override
  public int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public boolean onOneCore(int core, List<Long> ids) {
    boolean placed = ids.stream().allMatch(id -> bound(core, id));
    if (placed && turn == Turn.FIRST) {
      // Where this is not allowed, as in most containers, the core alone has to do.
      ids.forEach(this::preferred);
    }
    return placed;
  }

  private boolean bound(int core, long id) {
    return ran("taskset", "-cp", Integer.toString(core), Long.toString(id));
  }

  private boolean preferred(long id) {
    return ran("chrt", "-R", "-r", "-p", LOWEST, Long.toString(id));
  }

  private boolean ran(String... line) {
    try {
      return command.run(PATIENCE, line).succeeded();
    } catch (TargetException e) {
      return false;
    }
  }
}
