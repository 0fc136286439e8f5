package dev.redline.dsn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one place that reads {@code DATABASE_URL} (canonical) and {@code POSTGRES_DSN} (fallback). A
 * blank variable counts as unset.
 */
public final class DsnResolver {

  private static final String CANONICAL = "DATABASE_URL";
  private static final String FALLBACK = "POSTGRES_DSN";
  private static final String NO_SERVER = "mock://test";

  private final Map<String, String> environment;
  private final Mismatch mismatch;

  /**
   * Resolves from a copy of {@code environment}.
   *
   * @param environment usually {@link System#getenv()}
   */
  public DsnResolver(Map<String, String> environment, Mismatch mismatch) {
    this.environment = Map.copyOf(environment);
    this.mismatch = mismatch;
  }

  /**
   * What the two variables say together.
   *
   * @throws DsnException if the deciding variable cannot be read; or if both are set, strictness is
   *     asked for and they differ in hosts, ports, database or user, or one cannot be read
   */
  public Resolution resolve() {
    Optional<String> canonical = value(CANONICAL);
    Optional<String> fallback = value(FALLBACK);
    if (canonical.isPresent()) {
      Resolution resolution = read(CANONICAL, canonical.get());
      return fallback.map(text -> compared(resolution, text)).orElse(resolution);
    }
    return fallback.map(text -> read(FALLBACK, text)).orElseGet(Resolution.None::new);
  }

  private Optional<String> value(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static Resolution read(String variable, String text) {
    if (text.equals(NO_SERVER)) {
      return new Resolution.Mock(variable, List.of());
    }
    try {
      Dsn dsn = Dsn.parse(text);
      return new Resolution.Server(
          dsn,
          variable,
          Optional.empty(),
          dsn.ignored().stream()
              .map(name -> variable + ": the parameter " + name + " has no effect here.")
              .toList());
    } catch (DsnException e) {
      throw new DsnException(variable + " cannot be used. " + e.getMessage());
    }
  }

  private Resolution compared(Resolution canonical, String fallback) {
    try {
      Resolution other = read(FALLBACK, fallback);
      return shown(canonical).equals(shown(other)) ? canonical : differing(canonical, other);
    } catch (DsnException e) {
      if (mismatch == Mismatch.WARN) {
        return warned(canonical, e.getMessage() + " DATABASE_URL is used.");
      }
      throw e;
    }
  }

  private Resolution differing(Resolution canonical, Resolution other) {
    String difference =
        "DATABASE_URL is %s, but POSTGRES_DSN is %s.".formatted(shown(canonical), shown(other));
    if (mismatch == Mismatch.STRICT) {
      throw new DsnException(
          difference
              + " Unset one of them, make them the same, or add -Ddsn=warn to take DATABASE_URL.");
    }
    return warned(canonical, difference + " DATABASE_URL is used.");
  }

  private static String shown(Resolution resolution) {
    return resolution instanceof Resolution.Server server ? server.dsn().toString() : NO_SERVER;
  }

  private static Resolution warned(Resolution resolution, String warning) {
    if (resolution instanceof Resolution.Server server) {
      List<String> warnings =
          Stream.concat(Stream.of(warning), server.warnings().stream()).toList();
      return new Resolution.Server(server.dsn(), server.variable(), Optional.of(warning), warnings);
    }
    return new Resolution.Mock(CANONICAL, List.of(warning));
  }
}
