package dev.redline.plan;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When a server of somebody's may be restarted, each day; it may go past midnight.
 *
 * @param from included
 * @param until excluded
 * @param backBy within the window: a change that is not proven by then is taken back
 */
public record MaintenanceWindow(LocalTime from, LocalTime until, LocalTime backBy, ZoneId zone) {

  static MaintenanceWindow read(Node node) {
    Section section = node.section("hours", "back_by", "zone");
    ScalarNode hours = section.scalar("hours");
    if (!hours.asText().matches("\\d\\d:\\d\\d-\\d\\d:\\d\\d")) {
      throw hours.wrongType("two times of day, such as 02:00-04:00,");
    }
    String[] times = hours.asText().split("-", -1);
    ScalarNode backBy = section.scalar("back_by");
    MaintenanceWindow window =
        new MaintenanceWindow(
            hours.as(text -> time(times[0])),
            hours.as(text -> time(times[1])),
            backBy.as(MaintenanceWindow::time),
            section.scalar("zone").as(MaintenanceWindow::zone));
    if (window.from.equals(window.until)) {
      throw hours.wrongType("two times of day that differ");
    }
    if (window.sinceBegin(window.backBy).compareTo(window.sinceBegin(window.until)) >= 0) {
      throw backBy.wrongType("a time of day within " + hours.asText());
    }
    return window;
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time of day is 00:00 to 23:59", e);
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a zone is UTC, or a name such as Europe/Berlin", e);
    }
  }

  /** Whether the server may be restarted at that moment. */
  public boolean isOpen(Instant now) {
    return sinceBegin(at(now)).compareTo(sinceBegin(until)) < 0;
  }

  /** Whether a change that is not proven at that moment has to be taken back. */
  public boolean isTooLate(Instant now) {
    return sinceBegin(at(now)).compareTo(sinceBegin(backBy)) >= 0;
  }

  /** The time of day there. */
  public LocalTime at(Instant now) {
    return now.atZone(zone).toLocalTime();
  }

  private Duration sinceBegin(LocalTime time) {
    Duration since = Duration.between(from, time);
    return since.isNegative() ? since.plusDays(1) : since;
  }

  /** For a person. */
  @Override
  public String toString() {
    return "%s-%s %s, back by %s".formatted(from, until, zone, backBy);
  }
}
