package dev.redline.plan.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of PostgreSQL 14 to 18 and of the extensions that the harness uses. */
public final class SettingCatalogue {

  private static final String RESOURCE = "postgresql-settings.tsv";
  private static final int COLUMNS = 8;
  private static final Map<String, KnownSetting> KNOWN = read();

  private SettingCatalogue() {}

  /** What is at stake with the setting; {@link SettingRisk#NONE} for one that is not listed. */
  public static SettingRisk risk(String name) {
    return find(name).map(KnownSetting::risk).orElse(SettingRisk.NONE);
  }

  public static Optional<KnownSetting> find(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  /**
   * Whether some server may have the setting: it is listed, or it belongs to an extension of which
   * nothing is listed.
   */
  public static boolean mayExist(String name) {
    int dot = name.indexOf('.');
    return KNOWN.containsKey(name)
        || (dot > 0
            && KNOWN.keySet().stream()
                .noneMatch(known -> known.startsWith(name.substring(0, dot + 1))));
  }

  public static List<String> names() {
    return List.copyOf(KNOWN.keySet());
  }

  private static Map<String, KnownSetting> read() {
    Map<String, KnownSetting> known = new TreeMap<>();
    try (InputStream in = SettingCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar. Build it again.");
      }
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(SettingCatalogue::setting)
          .forEach(setting -> known.put(setting.name(), setting));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " could not be read", e);
    }
    return Collections.unmodifiableMap(known);
  }

  private static KnownSetting setting(String line) {
    String[] columns = (line + "\t".repeat(COLUMNS)).split("\t", -1);
    return new KnownSetting(
        columns[0],
        Integer.parseInt(columns[1]),
        Integer.parseInt(columns[2]),
        columns[3],
        columns[4],
        number(columns[5]),
        number(columns[6]),
        columns[7].isEmpty()
            ? SettingRisk.NONE
            : SettingRisk.valueOf(columns[7].toUpperCase(Locale.ROOT)));
  }

  private static Optional<BigDecimal> number(String column) {
    return column.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(column));
  }
}
