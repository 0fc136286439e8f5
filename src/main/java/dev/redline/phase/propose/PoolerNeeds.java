package dev.redline.phase.propose;

import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.surroundings.Kind;
import dev.redline.postgres.surroundings.Participant;
import dev.redline.target.PoolSizes;
import java.util.List;

/** What a pooler in front of a server and the server's own limit ask of each other. */
final class PoolerNeeds {

  private PoolerNeeds() {}

  /** What its console said, beside the limit of the server. */
  static String of(PoolSizes sizes, SettingsSnapshot now) {
    int most = Integer.parseInt(now.current("max_connections"));
    int kept = Integer.parseInt(now.current("superuser_reserved_connections"));
    return ("the pooler's console: %d pools of %d databases may open %d sessions, %d clients wait;"
            + " the server takes %d (max_connections = %d less superuser_reserved_connections = %d)%s")
        .formatted(
            sizes.pools(),
            sizes.databases(),
            sizes.sessions(),
            sizes.waiting(),
            most - kept,
            most,
            kept,
            sizes.sessions() > most - kept
                ? ": when all pools are full, clients meet \"too many clients\""
                : "");
  }

  /** A line for each pooler that was recognised. */
  static List<String> of(List<Participant> around, SettingsSnapshot now) {
    return around.stream()
        .filter(each -> each.kind() == Kind.POOLER && each.recognised())
        .map(each -> line(each.name(), now))
        .toList();
  }

  private static String line(String pooler, SettingsSnapshot now) {
    int most = Integer.parseInt(now.current("max_connections"));
    int kept = Integer.parseInt(now.current("superuser_reserved_connections"));
    return ("%s: its pools together, default_pool_size and reserve_pool_size for each database and"
            + " user or max_db_connections for each database (SHOW CONFIG, SHOW DATABASES on its"
            + " console), stay within %d: max_connections = %d less superuser_reserved_connections"
            + " = %d and those who come past it. Each of them may spend work_mem; clients beyond"
            + " them wait in the pooler, so that raising max_connections is not what helps them")
        .formatted(pooler, most - kept, most, kept);
  }
}
