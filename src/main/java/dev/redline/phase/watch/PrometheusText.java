package dev.redline.phase.watch;

import java.util.List;
import java.util.Locale;

/**
 * Figures in Prometheus' text exposition format, version 0.0.4, for the textfile collector of its
 * node exporter.
 */
final class PrometheusText {

  private static final double MILLIS_PER_SECOND = 1000;

  private PrometheusText() {}

  /**
   * One look.
   *
   * @param at seconds since 1970
   */
  static String of(long at, ServerCounters now, List<WatchedSearch> searches) {
    StringBuilder text = new StringBuilder();
    gauge(text, "redline_watch_look_timestamp_seconds", "Time of the last look.", at);
    gauge(
        text,
        "redline_server_start_timestamp_seconds",
        "Start of the server.",
        now.started().getEpochSecond());
    gauge(text, "redline_sessions_active", "Sessions that run something.", now.active());
    gauge(text, "redline_sessions_waiting", "Sessions that wait for a lock.", now.waiting());
    counter(text, "redline_commits_total", "Transactions committed.", now.commits());
    counter(text, "redline_rollbacks_total", "Transactions rolled back.", now.rollbacks());
    counter(text, "redline_pages_hit_total", "Pages found in shared_buffers.", now.hit());
    counter(text, "redline_pages_read_total", "Pages asked of the operating system.", now.read());
    counter(
        text, "redline_temporary_bytes_total", "Bytes of temporary files.", now.temporaryBytes());
    counter(text, "redline_deadlocks_total", "Deadlocks.", now.deadlocks());
    described(text, "redline_search_p95_seconds", "gauge", "p95 of searches while watched.");
    for (WatchedSearch search : searches) {
      text.append(
          String.format(
              Locale.ROOT,
              "redline_search_p95_seconds{search=\"%s\",k=\"%d\"} %.6f%n",
              escaped(search.name()),
              search.k(),
              search.p95() / MILLIS_PER_SECOND));
    }
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static void gauge(StringBuilder text, String name, String help, long value) {
    described(text, name, "gauge", help);
    text.append(name).append(' ').append(value).append('\n');
  }

  private static void counter(StringBuilder text, String name, String help, long value) {
    described(text, name, "counter", help);
    text.append(name).append(' ').append(value).append('\n');
  }

  private static void described(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /** As label values are escaped: backslash, quote and line feed. */
  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
