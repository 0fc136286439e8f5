package dev.redline.record.page;

import dev.redline.quoting.SeenText;
import dev.redline.record.EvidencePlace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as a reviewer reads them, in HTML and in Markdown alike. */
final class Words {

  private static final double MILLIS_PER_SECOND = 1000;
  private static final int GLANCE = 300;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final Pattern FIGURE = Pattern.compile("(-?\\d+(?:\\.\\d+)?)(.*)");

  private Words() {}

  /** The same text; a character that would hide or reorder others is shown by its number. */
  static String seen(String text) {
    return SeenText.of(text);
  }

  /** As much of it as a line has room for; the whole of it is told further down. */
  static String glance(String text) {
    String line = SeenText.line(text);
    return line.length() > GLANCE ? line.substring(0, GLANCE) + "…" : line;
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / MILLIS_PER_SECOND);
  }

  /** As a person looks for it. */
  static String place(EvidencePlace place) {
    return switch (place.kind()) {
      case FILE -> "metrics/" + place.at();
      case ATTACHMENT -> "attached in Allure's report";
      case PICTURE -> "among the pictures below";
    };
  }

  /** As in {@code 37 % within} or {@code 20 % beyond}. */
  static String margin(Optional<Double> margin) {
    return margin
        .map(
            share ->
                String.format(
                    Locale.ROOT,
                    "%.1f %% %s",
                    Math.abs(share) * 100,
                    share < 0 ? "beyond" : "within"))
        .orElse("");
  }

  /** By how much the first figure of a text has changed; empty where the units differ. */
  static String change(Optional<String> before, String after) {
    Matcher now = FIGURE.matcher(after);
    Matcher then = FIGURE.matcher(before.orElse(""));
    if (!now.matches() || !then.matches() || !now.group(2).equals(then.group(2))) {
      return "";
    }
    double old = Double.parseDouble(then.group(1));
    double change = (Double.parseDouble(now.group(1)) - old) / old;
    return Double.isFinite(change) ? String.format(Locale.ROOT, "%+.1f %%", change * 100) : "";
  }
}
