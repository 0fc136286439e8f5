package dev.redline.target;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many sessions the pools of a pooler may open on one server.
 *
 * @param databases that lead to the server
 * @param pools one for each of their databases and users
 * @param sessions that all of them together may open
 * @param waiting clients that wait for a session now
 */
public record PoolSizes(int databases, int pools, int sessions, int waiting) {

  /**
   * By what a console answers; of texts, only numbers are kept.
   *
   * @param databases rows of SHOW DATABASES
   * @param pools rows of SHOW POOLS
   * @param port that the server listens on
   */
  static PoolSizes of(
      List<Map<String, String>> databases, List<Map<String, String>> pools, int port) {
    int found = 0;
    int count = 0;
    int sessions = 0;
    int waiting = 0;
    for (Map<String, String> database : databases) {
      if (number(database, "port") != port
          || number(database, "disabled") == 1
          || "pgbouncer".equals(database.get("database"))) {
        continue;
      }
      Set<String> users = new HashSet<>();
      for (Map<String, String> pool : pools) {
        if (String.valueOf(database.get("name")).equals(pool.get("database"))) {
          users.add(String.valueOf(pool.get("user")));
          waiting += number(pool, "cl_waiting");
        }
      }
      int each = Math.max(1, users.size());
      found++;
      count += each;
      sessions += sessions(database, each);
    }
    return new PoolSizes(found, count, sessions, waiting);
  }

  private static int sessions(Map<String, String> database, int pools) {
    int reserve =
        number(
            database, database.containsKey("reserve_pool") ? "reserve_pool" : "reserve_pool_size");
    int all = pools * (number(database, "pool_size") + reserve);
    int most = number(database, "max_connections");
    return most == 0 ? all : Math.min(all, most);
  }

  private static int number(Map<String, String> row, String column) {
    String text = row.getOrDefault(column, "");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
