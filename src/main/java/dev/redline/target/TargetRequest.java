package dev.redline.target;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param kind empty: the first that can be had
 * @param provider of a server of kind {@link Kind#PROVIDED}
 * @param fresh throw a throwaway server away and start over
 * @param mayInstall whether missing programs may be installed on this machine
 * @param image of the container; empty: as REDLINE_IMAGE says, else as in gates/target.yaml
 */
public record TargetRequest(
    Optional<Kind> kind,
    Optional<TargetProvider> provider,
    boolean fresh,
    boolean mayInstall,
    Optional<String> image) {

  /** Where a server can come from. */
  public enum Kind {
    /** A server of yours, named by DATABASE_URL or POSTGRES_DSN. */
    DSN,
    /** A container of an engine that answers here. */
    CONTAINER,
    /** A throwaway cluster from the PostgreSQL of this machine. */
    LOCAL,
    /** Of a {@link TargetProvider}. */
    PROVIDED;

    /** Whether {@code -Dfresh} may throw such a server away: the harness made it. */
    public boolean ownedByHarness() {
      return this == CONTAINER || this == LOCAL;
    }
  }

  /**
   * Reads {@code target}, {@code fresh}, {@code install} and {@code image}, as given with -D.
   *
   * @throws TargetException for a value that none of them takes
   */
  public static TargetRequest from(Map<String, String> properties) {
    Optional<String> target = Optional.ofNullable(properties.get("target"));
    Optional<TargetProvider> provider = target.flatMap(TargetProvider::named);
    return new TargetRequest(
        provider.map(found -> Kind.PROVIDED).or(() -> target.map(TargetRequest::kind)),
        provider,
        flag("fresh", properties.get("fresh")),
        mayInstall(properties.getOrDefault("install", "auto")),
        Optional.ofNullable(properties.get("image")).filter(image -> !image.isBlank()));
  }

  private static Kind kind(String text) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind != Kind.PROVIDED)
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    "target",
                    text,
                    "dsn, container, local, patroni or the name of a TargetProvider"));
  }

  private static boolean mayInstall(String text) {
    return switch (text) {
      case "auto" -> true;
      case "never" -> false;
      default -> throw unknown("install", text, "auto or never");
    };
  }

  private static boolean flag(String name, @org.jspecify.annotations.Nullable String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.isEmpty() || text.equals("true")) {
      return true;
    }
    throw unknown(name, text, "true or false, or nothing for true");
  }

  private static TargetException unknown(String name, String text, String allowed) {
    return new TargetException("-D%s=%s is not known: use %s.".formatted(name, text, allowed));
  }
}
